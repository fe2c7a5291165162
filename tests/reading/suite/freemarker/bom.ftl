<p>🧾 Ihr Beleg: <a href="https://taxi.example/beleg?f=${fahrt}&amp;l=de">Beleg öffnen</a></p>
<p>Danke für die Fahrt.</p>
<p>🚕 <a href="https://taxi.example/fund">Fund&shy;büro &amp; Hilfe</a></p>
<p>Ihr Taxi</p>
<hr>
