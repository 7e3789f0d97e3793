using System.CommandLine;
using Commissioning.Features.Operations;

namespace Commissioning.Web.Commands;

/// <summary>Backs up and restores the embedded database and its files.</summary>
internal static class BackupVerbs
{
    public static Command Backup()
    {
        var target = new Argument<string>("folder") { Description = "A folder, or a .zip file that is not there yet" };
        var keep = new Option<int?>("--keep") { Description = "How many backups stay in the folder, such as 14; without it all of them" };
        var command = new Command(
            "backup",
            "Copy the embedded database and the stored files into one verified file while the portal runs; 1 when a file is missing or nothing was made"
        )
        {
            target,
            keep,
        };
        command.SetAction(
            (parsed, _) =>
                Verbs.RunAsync(
                    async services =>
                    {
                        var (outcome, notListed) = await services
                            .GetRequiredService<BackupByVerb>()
                            .RunAsync(parsed.GetValue(target)!, parsed.GetValue(keep), Console.Error.WriteLine);
                        if (notListed is not null)
                            await Console.Error.WriteLineAsync(notListed);
                        if (outcome.FirstRefusal is { } refusal)
                            return await RefusedAsync(refusal.Sentence);
                        var made = outcome.Value!;
                        foreach (var fault in made.Faults)
                            await Console.Error.WriteLineAsync(fault);
                        foreach (var path in made.Removed)
                            await Console.Error.WriteLineAsync($"Removed {path}");
                        await Console.Error.WriteLineAsync(
                            $"{made.Manifest.Rows.Values.Sum():N0} rows and {made.Manifest.Files:N0} files, {made.Bytes:N0} bytes, verified."
                        );
                        await Console.Out.WriteLineAsync(made.Path);
                        return made.Faults.Count == 0 ? 0 : 1;
                    },
                    readsKeys: false
                )
        );
        return command;
    }

    public static Command Restore()
    {
        var file = new Argument<FileInfo>("file") { Description = "A backup made by the verb backup" };
        var to = new Option<string?>("--to")
        {
            Description =
                "Another folder to restore into, so that you can check the backup; without it, the portal's own database and files",
        };
        var replace = new Option<bool>("--replace")
        {
            Description = "Replace what is there. The old files are kept next to it under another name",
        };
        var command = new Command("restore", "Verify a backup, put it in place and verify it again; the portal must be stopped")
        {
            file,
            to,
            replace,
        };
        command.SetAction(
            (parsed, _) =>
                Verbs.RunAsync(
                    async services =>
                    {
                        if (parsed.GetValue(file) is not { Exists: true } found)
                            return await Verbs.UsageAsync("The file does not exist");
                        var outcome = await services
                            .GetRequiredService<RestoreBackup>()
                            .RunAsync(found.FullName, parsed.GetValue(to), parsed.GetValue(replace), Console.Error.WriteLine);
                        if (outcome.FirstRefusal is { } refusal)
                            return await RefusedAsync(refusal.Sentence);
                        var restored = outcome.Value!;
                        foreach (var path in restored.Kept)
                            await Console.Error.WriteLineAsync($"The old files are kept at {path}");
                        foreach (var lost in restored.Lost)
                            await Console.Error.WriteLineAsync($"{lost.Name} is not in the backup: {lost.Fault}");
                        foreach (var record in restored.ErasedSince)
                            await Console.Error.WriteLineAsync(
                                $"{record} was erased after the backup was made, and is back. Erase it again."
                            );
                        await Console.Error.WriteLineAsync(
                            "Everyone signs in again. Check roles and passkeys under People: those that were removed after the backup was made are back."
                        );
                        if (restored.NeedsMigration)
                            await Console.Error.WriteLineAsync(
                                "The backup is older than this portal. Run the verb migrate before you start it."
                            );
                        await Console.Out.WriteLineAsync(restored.Database);
                        await Console.Out.WriteLineAsync(restored.Files);
                        return 0;
                    },
                    readsKeys: false
                )
        );
        return command;
    }

    private static async Task<int> RefusedAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
}
