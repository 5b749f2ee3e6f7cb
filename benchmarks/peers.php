<?php
// Times wikidiff2 on two files (best of five) and prints its findings.
$old = file_get_contents($argv[1]);
$new = file_get_contents($argv[2]);
$best = INF;
for ($i = 0; $i < 5; $i++) {
    $start = hrtime(true);
    $out = wikidiff2_inline_json_diff($old, $new, 2);
    $best = min($best, (hrtime(true) - $start) / 1e9);
}
$answer = json_decode($out, true);
echo json_encode(["seconds" => $best, "diff" => $answer["diff"]]);
