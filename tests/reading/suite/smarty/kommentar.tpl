{* <a href="https://alt.example/gewinnspiel">Gewinnspiel</a> *}
<p>Ihre Rechnung {$rechnung.nummer} liegt bereit.</p>
<!-- <p><a href="https://alt.example/rabatt">Rabatt holen</a></p> -->
<p><a href="https://strom.example/rechnung">Rechnung laden</a></p>
<p>Ihr Stromversorger</p>
