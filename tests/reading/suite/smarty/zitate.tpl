<p>Bonjour {$nom|default:"ami"},</p>
<p><a href="{$lien|default:"https://pain.example/panier"}">Panier</a></p>
<p><a href="{url entity='konto' params="a=1"}" title="{$t|escape:"html"}">Mein Konto</a></p>
<p>{$gruss|default:'Bis bald'}</p>
<p>Bäckerei</p>
