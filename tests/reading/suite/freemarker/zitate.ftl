<p>Hallo ${vorname!"du"},</p>
<p><a href="${links["konto"]}" title="${msg("konto.titel")}">Konto</a></p>
<p><a href="${url!'https://fitness.example/kurs'}">Kurs absagen</a></p>
<p><@gruss name="Team"/></p>
<p><a href="<@spring.url '/agb'/>">AGB</a></p>
