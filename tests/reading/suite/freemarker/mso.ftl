<table><tr><td>
<!--[if mso]>
<v:roundrect href="${resetUrl}" style="height:40px">
<center>Choose password</center>
</v:roundrect>
<![endif]-->
<!--[if !mso]><!-->
<a href="${resetUrl}">Choose password</a>
<!--<![endif]-->
</td></tr></table>
