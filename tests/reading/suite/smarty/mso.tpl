<table><tr><td>
<!--[if mso]>
<v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" href="{$konto_url}" style="height:40px">
<center>Konto bestätigen</center>
</v:roundrect>
<![endif]-->
<!--[if !mso]><!-->
<a href="{$konto_url}" style="padding:8px">Konto bestätigen</a>
<!--<![endif]-->
</td></tr></table>
