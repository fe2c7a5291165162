<#-- promolint: kind=order-confirmation -->
<#assign laden = "Buchhandlung">
<p>Guten Tag ${kunde.name?html},</p>
<p>Ihre Bestellung ist da: <a href="https://buch.example/b/${bestellung.id?c}?a=1&amp;b=2">Bestellung ansehen</a></p>
<#if kunde.werbung>
  <p><a href="${aktionUrl}">Neue Krimis entdecken</a></p>
<#else>
  <p><a href="https://buch.example/hilfe">Hilfe</a></p>
</#if>
<p><a href="mailto:${laden.mail}">${laden.name}</a></p>
