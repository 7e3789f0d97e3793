using System.CommandLine;
using Commissioning.Features.Accounts;
using Commissioning.Features.Audit;
using Commissioning.Features.Demonstration;
using Commissioning.Platform.Data;

namespace Commissioning.Web.Commands;

/// <summary>The portal's verbs. Data goes to standard output, progress and errors to standard error; 0 done, 1 refused or differences found, 2 bad usage.</summary>
public static class Verbs
{
    private static readonly string[] Names = ["migrate", "demo", "first-administrator", "verify-audit", "--help", "-h", "--version"];

    public static bool IsVerb(string[] args) => args.Length > 0 && Names.Contains(args[0]);

    public static RootCommand Root()
    {
        var root = new RootCommand("The Commissioning portal. Without a verb it serves the portal over HTTP.");
        root.Subcommands.Add(Migrate());
        root.Subcommands.Add(Demo());
        root.Subcommands.Add(FirstAdministrator());
        root.Subcommands.Add(VerifyAudit());
        return root;
    }

    private static Command Migrate()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "List what would run and change nothing" };
        var command = new Command("migrate", "Bring the database to the newest schema") { dryRun };
        command.SetAction((parsed, _) => RunAsync(async services =>
        {
            var migrator = services.GetRequiredService<Migrator>();
            var scripts = parsed.GetValue(dryRun) ? await migrator.PendingAsync() : await migrator.MigrateAsync();
            foreach (var script in scripts) await Console.Out.WriteLineAsync(script.Name);
            await Console.Error.WriteLineAsync(scripts.Count == 0 ? "The schema is up to date." : parsed.GetValue(dryRun) ? $"{scripts.Count} pending." : $"{scripts.Count} applied.");
            return 0;
        }));
        return command;
    }

    private static Command Demo()
    {
        var command = new Command("demo", "Load the demonstration rounds, people and organisations once; for a database that holds nothing real");
        command.SetAction((_, _) => RunAsync(async services =>
        {
            if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            {
                await Console.Error.WriteLineAsync("The demonstration is loaded in Development only. Set ASPNETCORE_ENVIRONMENT=Development if nothing real is in this database.");
                return 1;
            }
            await services.GetRequiredService<Migrator>().MigrateAsync();
            var loaded = await services.GetRequiredService<LoadDemonstration>().RunOnceAsync();
            await Console.Error.WriteLineAsync(loaded ? "The demonstration is loaded." : "The demonstration was there already.");
            return 0;
        }));
        return command;
    }

    private static Command FirstAdministrator()
    {
        var email = new Argument<string>("email") { Description = "The confirmed address of somebody who has registered" };
        var command = new Command("first-administrator", "Give the administrator's role to the first person, who then gives everybody else theirs") { email };
        command.SetAction((parsed, _) => RunAsync(async services =>
        {
            var outcome = await services.GetRequiredService<SetRoles>().AppointFirstAsync(parsed.GetValue(email)!);
            await Console.Error.WriteLineAsync(outcome.Refused?.Sentence ?? "Done. They set up their authenticator app when they next sign in.");
            return outcome.Refused is null ? 0 : 1;
        }));
        return command;
    }

    private static Command VerifyAudit()
    {
        var command = new Command("verify-audit", "Recompute the audit trail's hash chain and report the first entry that does not fit");
        command.SetAction((_, _) => RunAsync(async services =>
        {
            var result = await services.GetRequiredService<VerifyAudit>().RunAsync();
            await Console.Out.WriteLineAsync(result.Sentence);
            return result.Intact ? 0 : 1;
        }));
        return command;
    }

    private static async Task<int> RunAsync(Func<IServiceProvider, Task<int>> run)
    {
        try
        {
            // The host gives the verbs the same settings and services as the site; it is never started.
            await using var app = Portal.Build([]);
            using var scope = app.Services.CreateScope();
            return await run(scope.ServiceProvider);
        }
        catch (Exception exception) when (exception is MigrationException or SettingException or System.Data.Common.DbException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
