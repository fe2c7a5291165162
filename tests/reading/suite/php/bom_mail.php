<?php
$mail_de = '<p>Größe 🍏</p><a href="https://apfel.example/">Äpfel</a>';
$mail_en = '<p><a href="https://apple.example/it\'s">It\'s here</a></p>';
