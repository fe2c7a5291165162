<p>🌷 Guten Tag, <a href="https://garten.example/bestellung?nr={$nr}&amp;t=x">Bestellung öffnen</a></p>
<p>Ihre Tulpen sind unterwegs.</p>
<p>👩‍🌾 <a href="https://garten.example/pflege">Pflege&shy;tipps &amp; mehr</a></p>
<p>Ihr Gartenteam</p>
<hr>
