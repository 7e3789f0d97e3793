using Commissioning.Benchmarks;
using Commissioning.Testing;

// load: the portal over HTTP compared with its floor. micro: BenchmarkDotNet on the arithmetic. letters: 57 letters to PDF, and a round of
// 1,000. ledger [--import]: CSP budgets at 1,000 and 100,000 entries; only the import of 10,000 rows. apply: long forms, the last minute, a
// phone's connection. panel: 300 applications by 10 assessors on 8 criteria, and a million scores. lists [57000] [--record] [--statements]:
// home and the staff's lists at 57 and 57,000 applications, all their applications as files; only the record of an organisation with 200;
// with what each page's statements take. checks: cross-checks among 50,000 organisations, a register of 400,000, name matching. arrival
// [5000000]: 57 applications arrive among that many companies. awards: dashboards at 200 and 20,000 awards. bank: the bank's file of 1,000
// payments and its answer. exports: 1,000 payments to the finance system. register [57000]: the public list of so many grants. records
// [5700 57000]: backup, restore, verify-audit, archive and erasure of so many applications. open-data [100000]: the 360Giving files of so
// many grants. mailing [5000]: a message to so many applications. soak [--minutes 5]: 50 people at once on one node; --bad-week [--minutes
// 10] [--seed 1] [--nodes 1]: while one thing after the other goes wrong. floor: the bare server that load starts itself.
TestDatabase.IsMeasured = true;
return args.FirstOrDefault() switch
{
    "floor" => await Floor.ServeAsync(args[1], args[2], args[3], args[4]),
    "micro" => Micro.Run(args[1..]),
    "letters" => await Letters.RunAsync(),
    "ledger" => args.Contains("--import") ? await Ledger.ImportAsync() : await Ledger.RunAsync(),
    "apply" => await Apply.RunAsync(),
    "panel" => await Panel.RunAsync(),
    "lists" => await Lists.RunAsync(args[1..]),
    "awards" => await Awards.RunAsync(),
    "bank" => await Bank.RunAsync(),
    "mailing" => await Mailing.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 5_000),
    "exports" => await Exports.RunAsync(),
    "register" => await Register.RunAsync(args[1..]),
    "soak" => await Soak.RunAsync(args[1..]),
    "records" => await Records.RunAsync(args[1..]),
    "checks" => await Checks.RunAsync(),
    "open-data" => await OpenDataFiles.RunAsync(
        args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100_000
    ),
    "arrival" => await Arrival.RunAsync(
        args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 5_000_000
    ),
    "arrival-plan" => await Arrival.PlanAsync(args[1]),
    null or "load" => await Load.RunAsync(),
    var other => Usage(other),
};

static int Usage(string verb)
{
    Console.Error.WriteLine(
        $"Unknown benchmark {verb}. Use load, lists, ledger, apply, panel, checks, arrival, awards, bank, exports, register, records, open-data, mailing, soak, micro or letters."
    );
    return 2;
}
