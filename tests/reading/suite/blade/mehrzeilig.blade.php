@component('mail::button', [
    'url' => config('app.url').'/kurs/'.$kurs->slug,
    'color' => 'blue',
])
Kurs beginnen
@endcomponent
<p>Oder <a href='{!! $link !!}'>hier</a>.</p>
