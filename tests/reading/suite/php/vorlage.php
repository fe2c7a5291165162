<html><body>
<p>Hallo <?php echo $name; ?>,</p>
<p><a href="<?= $url ?>">Bestellung</a></p>
<?php if ($werbung): ?>
<a href="https://shop.example/?id=<?php echo $id; ?>">Angebote</a>
<?php endif; ?>
</body></html>
