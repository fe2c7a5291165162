{* promolint: kind=appointment-confirmation *}
<p>Hallo {$kunde.vorname|escape},</p>
<p>Ihr Haarschnitt am {$termin.datum|date_format:"%d.%m.%Y"} steht.</p>
<p><a href="https://salon.example/termin/{$termin.id}?a=1&amp;b=2">Termin verschieben</a></p>
{if $kunde.newsletter}
  <p><a class="knopf" href="{$aktion.url|escape:'html'}">Frühlingsangebote ansehen</a></p>
{else}
  <p><a href="https://salon.example/newsletter">Newsletter bestellen</a></p>
{/if}
<p><a href="mailto:{$salon.email}">{$salon.name}</a></p>
