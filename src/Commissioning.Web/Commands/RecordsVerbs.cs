using System.CommandLine;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Records;
using Commissioning.Features.Accounts;
using Commissioning.Features.Records;

namespace Commissioning.Web.Commands;

/// <summary>Exports the archive for a successor organisation, and erases records whose retention period is over.</summary>
internal static class RecordsVerbs
{
    public static Command Archive()
    {
        var target = new Argument<string>("target") { Description = "A folder or a .zip file to make, or with --verify to check" };
        var verify = new Option<bool>("--verify")
        {
            Description = "Compare an archive, or an export made before erasing, with its manifest",
        };
        var by = new Option<string?>("--by") { Description = "The e-mail address of the administrator who makes it" };
        var withBank = new Option<string?>("--with-bank-details")
        {
            Description = "The e-mail address of the finance officer who asks for bank details as well; without it they are left out",
        };
        var asPdf = new Option<bool>("--pdf") { Description = "Letters and papers as PDF as well as HTML" };
        var command = new Command(
            "archive",
            "Everything on record in open formats, with documents and a manifest of hashes; 1 when a part is missing or wrong"
        )
        {
            target,
            verify,
            by,
            withBank,
            asPdf,
        };
        command.SetAction(
            (parsed, _) =>
                parsed.GetValue(verify)
                    ? VerifyAsync(parsed.GetValue(target)!)
                    : Verbs.RunAsync(async services =>
                    {
                        if (await FindAsync(services, parsed.GetValue(by), Permission.ManageRetention) is not { } actor)
                            return await Verbs.UsageAsync("--by must be the address of an administrator");
                        var finance = parsed.GetValue(withBank) is { } address
                            ? await FindAsync(services, address, Permission.CheckBankDetails)
                            : null;
                        if (parsed.GetValue(withBank) is not null && finance is null)
                            return await Verbs.UsageAsync("--with-bank-details must be the address of a finance officer");
                        var outcome = await services
                            .GetRequiredService<ExportArchive>()
                            .RunAsync(actor, parsed.GetValue(target)!, finance, parsed.GetValue(asPdf), Console.Error.WriteLine);
                        if (outcome.FirstRefusal is { } refusal)
                        {
                            await Console.Error.WriteLineAsync(refusal.Sentence);
                            return 1;
                        }
                        var made = outcome.Value!;
                        foreach (var name in made.Missing)
                            await Console.Error.WriteLineAsync($"{name} is missing or damaged in the store of files");
                        await Console.Error.WriteLineAsync(
                            $"{made.Parts:N0} parts, {made.Rows:N0} rows, {made.Bytes:N0} bytes. SHA-256 of the manifest:"
                        );
                        await Console.Out.WriteLineAsync(made.ManifestSha256);
                        return made.Missing.Count == 0 ? 0 : 1;
                    })
        );
        return command;
    }

    public static Command Erase()
    {
        var type = new Option<RecordType?>("--type")
        {
            Description = $"What to erase: {string.Join(", ", RetentionRules.All.Select(rule => rule.Type))}",
        };
        var person = new Option<string?>("--person")
        {
            Description = "Erase the account of the applicant with this e-mail address, at their own request",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "List what would be erased and change nothing" };
        var export = new Option<string?>("--export") { Description = "The folder into which every record is exported first" };
        var by = new Option<string?>("--by") { Description = "The e-mail address of the administrator who erases" };
        var command = new Command(
            "erase",
            "Export and erase records whose time is over and that are under no legal hold; 1 when one was left"
        )
        {
            type,
            person,
            dryRun,
            export,
            by,
        };
        command.SetAction(
            (parsed, _) =>
                Verbs.RunAsync(async services =>
                {
                    if (parsed.GetValue(type) is null == parsed.GetValue(person) is null)
                        return await Verbs.UsageAsync("Give either --type or --person");
                    var trying = parsed.GetValue(dryRun);
                    var actor = await FindAsync(services, parsed.GetValue(by), Permission.ManageRetention);
                    if (!trying && parsed.GetValue(export) is null)
                        return await Verbs.UsageAsync(
                            "Give --export and a folder: records are exported before they are erased. Or give --dry-run."
                        );
                    if (!trying && actor is null)
                        return await Verbs.UsageAsync("--by must be the address of an administrator");
                    return parsed.GetValue(person) is { } email
                            ? await PersonAsync(services, actor ?? Actor.Portal, email, trying ? null : parsed.GetValue(export))
                        : trying ? await ListAsync(services, parsed.GetValue(type)!.Value)
                        : await EraseAsync(services, actor!, parsed.GetValue(type)!.Value, parsed.GetValue(export)!);
                })
        );
        return command;
    }

    private static async Task<int> ListAsync(IServiceProvider services, RecordType type)
    {
        var due = await services.GetRequiredService<RetentionPlan>().DueAsync(type);
        foreach (var record in due)
            await Console.Out.WriteLineAsync(
                $"{record.Name}, from {record.From:yyyy-MM-dd}{(record.OnLegalHold ? ", under legal hold" : "")}"
            );
        await Console.Error.WriteLineAsync(
            $"{RetentionRules.Of(type).Name}: {due.Count(record => !record.OnLegalHold)} to erase, {due.Count(record => record.OnLegalHold)} under legal hold. Nothing was changed."
        );
        return 0;
    }

    private static async Task<int> EraseAsync(IServiceProvider services, Actor actor, RecordType type, string folder)
    {
        var outcome = await services.GetRequiredService<EraseRecords>().RunAsync(actor, type, folder, Console.Error.WriteLine);
        if (outcome.FirstRefusal is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Sentence);
            return 1;
        }
        var result = outcome.Value!;
        foreach (var sentence in result.Erased > 0 ? result.NotExported : [])
            await Console.Error.WriteLineAsync(sentence);
        foreach (var sentence in result.Failed)
            await Console.Error.WriteLineAsync(sentence);
        if (!result.Forgotten)
            await Console.Error.WriteLineAsync(
                "The database file could not be rewritten, so erased text may still be in its free pages. Erase again when the portal is not busy."
            );
        await Console.Error.WriteLineAsync(
            $"{RetentionRules.Of(type).Name}: {result.Erased} erased, {result.OnLegalHold} under legal hold, {result.Failed.Count} left."
        );
        if (result.ExportSha256 is { } hash)
            await Console.Out.WriteLineAsync(hash);
        return result.Failed.Count == 0 ? 0 : 1;
    }

    private static async Task<int> PersonAsync(IServiceProvider services, Actor actor, string email, string? folder)
    {
        var outcome = await services.GetRequiredService<ErasePerson>().RunAsync(actor, email, folder);
        if (outcome.FirstRefusal is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Sentence);
            return 1;
        }
        foreach (var sentence in outcome.Value!.Goes.Concat(outcome.Value.Kept))
            await Console.Out.WriteLineAsync(sentence);
        await Console.Error.WriteLineAsync(folder is null ? "Nothing was changed." : "Done. Send the person the sentences above.");
        return 0;
    }

    private static async Task<int> VerifyAsync(string target)
    {
        if (!File.Exists(target) && !Directory.Exists(target))
            return await Verbs.UsageAsync($"{target} is not there");
        var result = await VerifyArchive.RunAsync(target);
        foreach (var fault in result.Faults)
            await Console.Error.WriteLineAsync(fault);
        if (result.ManifestSha256 is { } hash)
            await Console.Out.WriteLineAsync(hash);
        await Console.Error.WriteLineAsync(
            result.Faults.Count == 0
                ? $"{result.Parts} parts are as the manifest says."
                : $"{result.Faults.Count} parts are not as the manifest says."
        );
        return result.Faults.Count == 0 ? 0 : 1;
    }

    private static async Task<Actor?> FindAsync(IServiceProvider services, string? email, Permission permission) =>
        email is null ? null : await services.GetRequiredService<PeopleList>().FindAsync(email, permission);
}
