using System.Diagnostics;
using Commissioning.Features;
using Commissioning.Features.Demonstration;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

/// <summary>The verb as finance runs it: a separate process, its exit code, and what it prints where.</summary>
public sealed class ReconcileCommandTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task The_reconcile_command_compares_a_papers_figures_as_at_its_date()
    {
        await new LoadDemonstration(
            database.Db,
            database.Clock,
            new Office(),
            new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            database.Encryption
        ).RunOnceAsync();
        var paper = Path.Combine(database.Folder, "paper.csv");

        // The list is itself a paper in which everything agrees, at any date.
        foreach (var asAt in new string[][] { [], ["--as-at", "2024-09-30"] })
        {
            var list = await RunAsync(["--year", "2024-25", "--list", .. asAt]);
            Assert.Equal((0, ""), (list.Code, list.Error));
            await File.WriteAllTextAsync(paper, list.Output);
            var same = await RunAsync(["--year", "2024-25", "--against", paper, .. asAt]);
            Assert.Equal(0, same.Code);
            Assert.EndsWith(
                " agree, 0 do not, 0 are not understood, 0 are not in the ledger, 0 are not printed.",
                same.Error.Trim(),
                StringComparison.Ordinal
            );
        }

        // The published table of 16 January 2025 with one penny wrong, and some figures left out.
        await File.WriteAllTextAsync(
            paper,
            "table,row,column,printed\nareas,Leicester City,expenditure,\"£305,327.80\"\nareas,Melton,remaining,Nil\nareas,Total,remaining,\"£11,268.51\"\n"
        );
        var wrong = await RunAsync(["--year", "2024-25", "--against", paper, "--as-at", "2025-01-16"]);
        Assert.Equal(1, wrong.Code);
        Assert.Contains(
            "Leicester: expenditure: printed £305,327.80, computed £305,327.80, agrees",
            wrong.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Total: remaining: printed £11,268.51, computed £11,268.50, 1p more than the ledger",
            wrong.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("Total: expenditure: not printed, computed £726,311.54", wrong.Output, StringComparison.Ordinal);
        var before = await RunAsync(["--year", "2024-25", "--against", paper, "--as-at", "2024-04-30"]);
        Assert.Contains(
            "Leicester: expenditure: printed £305,327.80, computed £0.00, £305,327.80 more than the ledger",
            before.Output,
            StringComparison.Ordinal
        );

        foreach (
            var (arguments, sentence) in new (string[], string)[]
            {
                (["--year", "2024-26", "--list"], "--year must be a financial year such as 2024-25"),
                (["--year", "2019-20", "--list"], "2019-20 is not in the ledger, which has "),
                (["--year", "2024-25", "--against", paper + "x"], "--against must name a file that is there"),
            }
        )
        {
            var bad = await RunAsync(arguments);
            Assert.Equal((2, ""), (bad.Code, bad.Output));
            Assert.Contains(sentence, bad.Error, StringComparison.Ordinal);
        }
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(Portal).Assembly.Location, "csp", "reconcile" }.Concat(arguments))
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in database.Settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Files__Root"] = Path.Combine(database.Folder, "files");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => database.Dispose();
}
