<p>Hallo {{ $gast->name }}</p>
@if ($gast->newsletter)
  @component('mail::button', ['url' => 'https://hotel.example/sommer'])
    Zum Sommerangebot
  @endcomponent
@else
  <a href="{{ route('konto') }}">Konto</a>
@endif
@foreach ($zimmer as $z)
  <a href="{{ url('/zimmer/'.$z->id) }}">{{ $z->name }}</a>
@endforeach
