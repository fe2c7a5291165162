<p>Hallo {$name},</p>
{if $bezahlt}
<p>danke. <a href="https://kino.example/karten">Karten drucken</a>
<p><b>Saal 4 <a href="https://kino.example/anfahrt">Anfahrt</b></a>
<div>Bis gleich
