using System.CommandLine;
using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Accounts;
using Commissioning.Features.Audit;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Demonstration;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;
using Commissioning.Platform.Watching;
using Microsoft.Extensions.Logging.Console;

namespace Commissioning.Web.Commands;

/// <summary>The portal's command-line verbs. Data goes to standard output; progress and errors to standard error. Exit code 0: done; 1:
/// refused or differences found; 2: bad usage.</summary>
public static class Verbs
{
    /// <summary>True for any argument that is not a setting (--urls=..., key=value): a mistyped verb must be reported, not start the
    /// portal.</summary>
    public static bool IsVerb(string[] args) =>
        args is [var first, ..]
        && (first is "--help" or "-h" or "-?" or "--version" || !(first.StartsWith('-') || first.Contains('=', StringComparison.Ordinal)));

    public static RootCommand Root()
    {
        var root = new RootCommand("The Commissioning portal. Without a verb it serves the portal over HTTP.");
        root.Subcommands.Add(Migrate());
        root.Subcommands.Add(Demo());
        root.Subcommands.Add(FirstAdministrator());
        root.Subcommands.Add(ImportRoundFile());
        root.Subcommands.Add(ImportRegisterFile());
        root.Subcommands.Add(AnalyseScoresOfFile());
        root.Subcommands.Add(new Command("csp", "Community Safety Partnership budgets") { Reconcile() });
        root.Subcommands.Add(VerifyAudit());
        root.Subcommands.Add(MakeKeyCertificate());
        root.Subcommands.Add(BackupVerbs.Backup());
        root.Subcommands.Add(BackupVerbs.Restore());
        root.Subcommands.Add(RecordsVerbs.Archive());
        root.Subcommands.Add(RecordsVerbs.Erase());
        return root;
    }

    private static Command Migrate()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "List what would run and change nothing" };
        var command = new Command("migrate", "Bring the database to the newest schema") { dryRun };
        command.SetAction(
            (parsed, _) =>
                RunAsync(async services =>
                {
                    if (await services.GetRequiredService<Dialect>().WhyUnsuitableAsync() is { } unsuitable)
                        return await UsageAsync(unsuitable);
                    var migrator = services.GetRequiredService<Migrator>();
                    var scripts = parsed.GetValue(dryRun) ? await migrator.PendingAsync() : await migrator.MigrateAsync();
                    foreach (var script in scripts)
                        await Console.Out.WriteLineAsync(script.Name);
                    await Console.Error.WriteLineAsync(
                        scripts.Count == 0 ? "The schema is up to date."
                        : parsed.GetValue(dryRun) ? $"{scripts.Count} pending."
                        : $"{scripts.Count} applied."
                    );
                    return 0;
                })
        );
        return command;
    }

    private static Command Demo()
    {
        var command = new Command(
            "demo",
            "Load the demonstration rounds, people and organisations once; for a database that holds nothing real"
        );
        var end = new Option<bool>("--end")
        {
            Description = "Also take the Safety Fund round from moderation to its end: amended, scored, decided, letters sent",
        };
        command.Options.Add(end);
        var decision = new Option<bool>("--decision")
        {
            Description = "Also take the Safety Fund round from moderation to where it waits for the Commissioner's decision",
        };
        command.Options.Add(decision);
        command.SetAction(
            (parsed, _) =>
                RunAsync(async services =>
                {
                    if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
                    {
                        await Console.Error.WriteLineAsync(
                            "The demonstration is loaded in Development only. Set ASPNETCORE_ENVIRONMENT=Development if nothing real is in this database."
                        );
                        return 1;
                    }
                    await services.GetRequiredService<Migrator>().MigrateAsync();
                    await ReadKeysAsync(services);
                    var loaded = await services.GetRequiredService<LoadDemonstration>().RunOnceAsync();
                    await Console.Error.WriteLineAsync(loaded ? "The demonstration is loaded." : "The demonstration was already loaded.");
                    if (parsed.GetValue(decision))
                        await Console.Error.WriteLineAsync(
                            await services.GetRequiredService<LoadDemonstration>().RecommendSafetyFundAsync()
                                ? "The Safety Fund round waits for its decision."
                                : "The Safety Fund round was already recommended."
                        );
                    if (parsed.GetValue(end))
                        await Console.Error.WriteLineAsync(
                            await services.GetRequiredService<LoadDemonstration>().EndSafetyFundAsync()
                                ? "The Safety Fund round is decided and its letters are sent."
                                : "The Safety Fund round was already decided."
                        );
                    return 0;
                })
        );
        return command;
    }

    private static Command FirstAdministrator()
    {
        var email = new Argument<string>("email") { Description = "The address of someone who has signed in once" };
        var breakGlass = new Option<bool>("--break-glass")
        {
            Description =
                "Add an administrator who may sign in with a password when the directory does not answer; every other administrator is told",
        };
        var command = new Command(
            "first-administrator",
            "Give the administrator's role to the first person, who then gives everyone else their roles"
        )
        {
            email,
            breakGlass,
        };
        command.SetAction(
            (parsed, _) =>
                RunAsync(async services =>
                {
                    var outcome = await services
                        .GetRequiredService<AppointAdministrator>()
                        .RunAsync(parsed.GetValue(email)!, parsed.GetValue(breakGlass));
                    await Console.Error.WriteLineAsync(
                        outcome.FirstRefusal?.Sentence
                            ?? "Done. They choose a password with the link that the sign-in page sends them, then set up an authenticator app with the set-up code printed here."
                    );
                    if (outcome.Value is { Length: > 0 } code)
                        await Console.Out.WriteLineAsync(code);
                    return outcome.FirstRefusal is null ? 0 : 1;
                })
        );
        return command;
    }

    private static Command ImportRoundFile()
    {
        var file = new Argument<FileInfo>("file") { Description = "A JSON file that was downloaded from a round" };
        var by = new Option<string>("--by")
        {
            Description = "The e-mail address of the commissioning officer whose round it is",
            Required = true,
        };
        var command = new Command("import-round", "Create a round from a file; nothing is published") { file, by };
        command.SetAction(
            (parsed, _) =>
                RunAsync(async services =>
                {
                    if (parsed.GetValue(file) is not { Exists: true } found)
                        return await UsageAsync("The file does not exist");
                    var people = services.GetRequiredService<PeopleList>();
                    if (await people.FindAsync(parsed.GetValue(by)!, Permission.ManageRounds) is not { } officer)
                        return await UsageAsync($"{parsed.GetValue(by)} is not the address of a person who may create rounds");
                    var (content, faults) = RoundFile.Read(await File.ReadAllTextAsync(found.FullName));
                    foreach (var fault in faults)
                        await Console.Error.WriteLineAsync(fault.Sentence);
                    if (content is null)
                        return 1;
                    var outcome = await services.GetRequiredService<ImportRound>().RunAsync(officer, content);
                    if (outcome.FirstRefusal is { } refusal)
                    {
                        await Console.Error.WriteLineAsync(refusal.Sentence);
                        return 1;
                    }
                    await Console.Out.WriteLineAsync(Links.Funds.Round(outcome.Value));
                    return 0;
                })
        );
        return command;
    }

    private static Command ImportRegisterFile()
    {
        var file = new Argument<FileInfo[]>("file")
        {
            Description = "The extract as it was published, also in a zip; all parts of a set at once",
            Arity = ArgumentArity.OneOrMore,
        };
        var kind = new Option<ExtractKind>("--kind")
        {
            Description = "charity, company, sanctions, otherNames or trustees",
            Required = true,
        };
        var date = new Option<DateOnly>("--date") { Description = "The day of the extract, such as 2026-11-01", Required = true };
        var by = new Option<string>("--by")
        {
            Description = "The e-mail address of the commissioning officer who loads it",
            Required = true,
        };
        var command = new Command(
            "import-register",
            "Read a public register's extract; it replaces the one in use if its lines are valid and it is not far smaller"
        )
        {
            file,
            kind,
            date,
            by,
        };
        command.SetAction(
            (parsed, _) =>
                RunAsync(async services =>
                {
                    var found = parsed.GetValue(file)!;
                    if (found.FirstOrDefault(one => !one.Exists) is { } missing)
                        return await UsageAsync($"{missing.Name} does not exist");
                    if (
                        await services.GetRequiredService<PeopleList>().FindAsync(parsed.GetValue(by)!, Permission.ManageDueDiligence)
                        is not { } officer
                    )
                        return await UsageAsync($"{parsed.GetValue(by)} is not the address of a person who does due diligence");
                    var contents = found.Select(one => new ImportRegister.Upload(one.Name, one.OpenRead())).ToList();
                    var all = Math.Max(1, contents.Sum(one => one.Content.Length));
                    var outcome = await services
                        .GetRequiredService<ImportRegister>()
                        .RunAsync(
                            officer,
                            parsed.GetValue(kind),
                            parsed.GetValue(date),
                            contents,
                            lines =>
                                Console.Error.Write(
                                    $"\r{lines:N0} lines, {100 * contents.Sum(one => one.Content.CanRead ? one.Content.Position : 0) / all}%"
                                )
                        );
                    await Console.Error.WriteLineAsync();
                    foreach (var one in contents)
                        await one.Content.DisposeAsync();
                    if (outcome.FirstRefusal is { } refusal)
                    {
                        await Console.Error.WriteLineAsync(refusal.Sentence);
                        return 1;
                    }
                    foreach (var fault in outcome.Value!.FaultList)
                        await Console.Error.WriteLineAsync(fault);
                    if (outcome.Value.FaultList.Count >= 100)
                        await Console.Error.WriteLineAsync("There may be more. The extract in use has not changed.");
                    if (outcome.Value.State == "Doubted")
                        await Console.Error.WriteLineAsync($"{outcome.Value.Doubt}, on the page of the registers.");
                    if (outcome.Value.Bad > 0)
                        await Console.Error.WriteLineAsync(
                            $"{outcome.Value.Bad} lines were set aside. The page of the registers lists them."
                        );
                    await Console.Out.WriteLineAsync(
                        $"{outcome.Value.Kind}, {outcome.Value.ExtractDate:yyyy-MM-dd}, {outcome.Value.State}, {outcome.Value.Kept} entries of {outcome.Value.Lines} lines"
                    );
                    return outcome.Value.State == "Current" ? 0 : 1;
                })
        );
        return command;
    }

    private static Command AnalyseScoresOfFile()
    {
        var input = new Option<FileInfo>("--in")
        {
            Description =
                "A CSV file with the columns application, assessor, score and, if scores are by criterion, criterion; an empty score is a missing score",
            Required = true,
        };
        var criteria = new Option<FileInfo?>("--criteria")
        {
            Description = "A CSV file with the columns criterion, weight (together 100) and, where it is not 5, maximum",
        };
        var text = new Option<bool>("--text") { Description = "Print a table to read instead of JSON" };
        var command = new Command(
            "analyse-scores",
            "Panel health of a past round's spreadsheet: icc.single.model1 to icc.average.model3, kendallW, alpha.ordinal, alpha.interval, each assessor and each application"
        )
        {
            input,
            criteria,
            text,
        };
        command.SetAction(
            async (parsed, _) =>
            {
                foreach (var file in new[] { parsed.GetValue(input), parsed.GetValue(criteria) })
                    if (file is { Exists: false })
                        return await UsageAsync($"{file.FullName} is not there");
                using var scores = parsed.GetValue(input)!.OpenText();
                using var weights = parsed.GetValue(criteria)?.OpenText();
                var (result, faults) = AnalyseScores.Read(scores, weights);
                foreach (var fault in faults)
                    await Console.Error.WriteLineAsync(fault);
                if (faults.Count >= AnalyseScores.MostFaults)
                    await Console.Error.WriteLineAsync("There may be more. Put these right first.");
                if (result is null)
                    return 1;
                await Console.Out.WriteLineAsync(parsed.GetValue(text) ? AnalyseScores.Text(result) : AnalyseScores.Json(result));
                return 0;
            }
        );
        return command;
    }

    private static Command Reconcile()
    {
        var year = new Option<string>("--year") { Description = "The financial year, such as 2024-25", Required = true };
        var against = new Option<FileInfo?>("--against")
        {
            Description = "The paper: .docx, .xlsx, .pdf, .csv or .txt; or the CSV that --list prints",
        };
        var asAt = new Option<DateOnly?>("--as-at")
        {
            Description = "Compare with the ledger as it stood on this date, such as 2025-01-16",
        };
        var list = new Option<bool>("--list") { Description = "Print the names that a paper may use, with what the ledger has" };
        var command = new Command(
            "reconcile",
            "Compare the figures of a paper with the ledger; 1 when anything differs, 2 when something was not understood"
        )
        {
            year,
            against,
            asAt,
            list,
        };
        command.SetAction(
            (parsed, _) =>
                RunAsync(async services =>
                {
                    var reconcile = services.GetRequiredService<ReconcilePaper>();
                    if (FinancialYear.Parse(parsed.GetValue(year)) is not { } financial)
                        return await UsageAsync("--year must be a financial year such as 2024-25");
                    var years = await services.GetRequiredService<Db>().ReadAsync(YearOverview.YearsAsync);
                    if (!years.Contains(financial.ToString()))
                        return await UsageAsync(
                            $"{financial} is not in the ledger, which has {(years.Count == 0 ? "no year yet" : string.Join(", ", years))}"
                        );
                    if (parsed.GetValue(asAt) is { } day && !financial.Contains(day))
                        return await UsageAsync($"--as-at must be a day of {financial}: {LondonTime.Date(day)} is not");
                    if (parsed.GetValue(list))
                    {
                        await Console.Out.WriteAsync(await reconcile.ListAsync(financial, parsed.GetValue(asAt)));
                        return 0;
                    }
                    if (parsed.GetValue(against) is not { Exists: true } file)
                        return await UsageAsync("--against must name a file that is there");
                    var outcome = await reconcile.CompareAsync(
                        financial,
                        file.Name,
                        await File.ReadAllBytesAsync(file.FullName),
                        parsed.GetValue(asAt)
                    );
                    if (outcome.FirstRefusal is { } refusal)
                        return await UsageAsync(refusal.Sentence);
                    var compared = outcome.Value!;
                    foreach (var line in compared.Lines)
                        await Console.Out.WriteLineAsync(
                            line.Kind == PaperLineKind.NotPrinted
                                ? $"{line.What}: not printed, computed {line.Computed}"
                                : $"{line.What}: printed {line.Printed?.ToString() ?? line.PrintedText}, computed {line.Computed?.ToString() ?? "none"}, {line.Sentence} ({line.Place}){(line.Said is { } said ? $": {said.Text}" : "")}"
                        );
                    foreach (var unknown in compared.Reading.Unknown)
                        await Console.Out.WriteLineAsync(
                            $"{unknown.Text}: not known ({(unknown.IsRow ? "row" : "column")}, {unknown.Place})"
                        );
                    foreach (var note in compared.Reading.Notes)
                        await Console.Out.WriteLineAsync(note);
                    if (compared.AsksDate)
                        return await UsageAsync(
                            $"The paper gives several dates: {string.Join(", ", compared.Reading.Dates.Select(LondonTime.Date))}. Choose one with --as-at."
                        );
                    await Console.Error.WriteLineAsync(
                        $"{compared.Count(PaperLineKind.Agrees)} agree, {compared.Count(PaperLineKind.Differs) + compared.Count(PaperLineKind.Arithmetic)} do not, {compared.Reading.Unknown.Count + compared.Count(PaperLineKind.NotUnderstood)} are not understood, {compared.Count(PaperLineKind.NotInLedger)} are not in the ledger, {compared.Count(PaperLineKind.NotPrinted)} are not printed."
                    );
                    return !compared.IsUnderstood ? 2
                        : compared.Differs ? 1
                        : compared.Agrees ? 0
                        : await UsageAsync("Explain on the page each figure that is not in the ledger. Then it is taken as said.");
                })
        );
        return command;
    }

    internal static async Task<int> UsageAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 2;
    }

    private static Command VerifyAudit()
    {
        var head = new Option<string?>("--head")
        {
            Description = "An end of the trail that was kept outside the portal, as NUMBER:HASH, from an e-mail, a notice or a manifest",
        };
        var command = new Command(
            "verify-audit",
            "Recompute the audit trail's hash chain, compare it with every signature and every sent application with the hash in its entry, and report the first that differs"
        )
        {
            head,
        };
        command.SetAction(
            (parsed, _) =>
                RunAsync(async services =>
                {
                    AuditHead? kept = null;
                    if (parsed.GetValue(head) is { } typed)
                    {
                        var read = AuditHead.Of(typed);
                        if (read.FirstRefusal is { } refusal)
                            return await UsageAsync(refusal.Sentence);
                        kept = read.Value;
                    }
                    var result = await services.GetRequiredService<VerifyAudit>().RunAsync(kept);
                    await Console.Out.WriteLineAsync(result.Sentence);
                    var alerts = services.GetRequiredService<Alerts>();
                    await (
                        result.Intact ? alerts.ClearAsync(AlertKind.CopyDiffers) : alerts.RaiseAsync(AlertKind.CopyDiffers, result.Sentence)
                    );
                    return result.Intact ? 0 : 1;
                })
        );
        return command;
    }

    private static Command MakeKeyCertificate()
    {
        var file = new Argument<FileInfo>("file") { Description = "The PFX file to write; it must not be there yet" };
        var command = new Command(
            "make-key-certificate",
            "Make the certificate for which the portal's keys are encrypted in the database, and print the two settings that every web node needs"
        )
        {
            file,
        };
        command.SetAction(
            async (parsed, stopping) =>
            {
                var target = parsed.GetValue(file)!;
                if (target.Exists)
                    return await UsageAsync($"{target.FullName} already exists");
                var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
                try
                {
                    await File.WriteAllBytesAsync(
                        target.FullName,
                        KeyCertificate.Make(password, TimeProvider.System.GetUtcNow()),
                        stopping
                    );
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    return await UsageAsync(exception.Message);
                }
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(target.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                await Console.Out.WriteLineAsync($"Keys__CertificateFile={target.FullName}\nKeys__CertificatePassword={password}");
                await Console.Error.WriteLineAsync(
                    "Keep a copy of both away from the database: without them no one can read what the portal has encrypted."
                );
                return 0;
            }
        );
        return command;
    }

    /// <summary>The first encryption with an empty key ring writes a key, which deadlocks inside a change. So the ring is read
    /// first.</summary>
    private static async Task ReadKeysAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<Db>();
        if (await db.ScalarAsync<long>(db.Dialect.TableExistsSql, new { Table = "DataProtectionKey" }) == 0)
            return;
        try
        {
            services.GetRequiredService<FieldEncryption>().Encrypt("start", "");
        }
        catch (CryptographicException)
        { /* a verb that needs the keys says so; a backup does not */
        }
    }

    /// <param name="readsKeys">False for verbs that do not encrypt, or that must not touch the database before checking it.</param>
    internal static async Task<int> RunAsync(Func<IServiceProvider, Task<int>> run, bool readsKeys = true)
    {
        try
        {
            // The host gives verbs the same settings and services as the site. It is never started, and its log stays out of their output.
            await using var app = Portal.Build(
                [],
                builder => builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            );
            using var scope = app.Services.CreateScope();
            try
            {
                if (readsKeys)
                    await ReadKeysAsync(app.Services);
                return await run(scope.ServiceProvider);
            }
            catch (System.Data.Common.DbException exception)
            {
                return await UsageAsync(DatabaseErrors.AtStart(exception, app.Services.GetRequiredService<Dialect>()));
            }
        }
        catch (SettingException exception)
        {
            return await UsageAsync(exception.Message);
        }
        catch (MigrationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
