<x-mail::button :url="$user->link('x')">Open</x-mail::button>
<p>Straße 🚲 <a href="https://rad.example/?a={{ $a["b"] }}&c=1">Rad abholen</a></p>
