<#-- <a href="https://alt.example/los">Los kaufen</a> -->
<p>Ihr Vertrag ${nr} wurde verlängert.</p>
<!-- <a href="https://alt.example/extra">Extras</a> -->
<p><a href="https://gas.example/vertrag">Vertrag lesen</a></p>
<p>Ihr Anbieter</p>
