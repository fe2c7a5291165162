<p>Good morning {$guest.name},</p>
<p>🚲 Your bike is ready: <a href="https://rad.example/pickup/{$code}">Collect
   the bike</a></p>
<p>🎒🧥 <a href='{$links.insurance}'>Insurance terms</a></p>
<p>See you soon</p>
