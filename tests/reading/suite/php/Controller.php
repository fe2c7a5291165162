<?php
class Controller {
    public function index() {
        return view('index', ['links' => '<a href="/mehr">Mehr</a>', 'zahl' => 1 . 2]);
    }
}
