<p>{!! link_to('https://verein.example/satzung', 'Satzung') !!}</p>
<p>{{ Html::link('https://verein.example/beitrag', 'Beitrag zahlen') }}</p>
<p>{!! link_to_route('mitglied.zeigen', 'Mitgliedschaft', [$m->id]) !!}</p>
<p>{!! Html::mailto('kasse@verein.example', 'Kasse') !!}</p>
@include('emails.button', ['url' => $spendenLink, 'text' => 'Spende bestätigen'])
