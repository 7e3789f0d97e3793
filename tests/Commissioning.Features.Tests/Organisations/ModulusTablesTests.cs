using System.IO.Compression;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Organisations;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Organisations;

public sealed class ModulusTablesTests : IDisposable
{
    private const string Weights = "089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1\r\n";
    private const string Substitutions = "938600 938611\r\n";
    private readonly TestDatabase database = new();
    private ModulusTables Tables => new(database.Db);

    public void Dispose() => database.Dispose();

    private static ModulusTables.TableFile Text(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static ModulusTables.TableFile Zip(params (string Name, string Text)[] files)
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        return new("tables.zip", zipped.ToArray());
    }

    private async Task<IReadOnlyList<Refusal>> LoadAsync(params ModulusTables.TableFile[] files)
    {
        var finance = await new Scenario(database.Db, database.Clock).PersonAsync(Role.FinanceOfficer);
        return (await Tables.LoadAsync(finance, null, null, files)).Refusals;
    }

    [Fact]
    public async Task Both_files_are_loaded_in_one_change_from_today_under_the_files_name()
    {
        database.Clock.MoveTo("2026-03-02 09:00");
        Assert.StartsWith("No weight table is loaded", (await Tables.AgeAsync()).Warning, StringComparison.Ordinal);
        Assert.Empty(await LoadAsync(Text("scsubtab.txt", Substitutions), Text("valacdos-v820.txt", Weights)));
        var age = await Tables.AgeAsync();
        Assert.Equal(("valacdos-v820", new DateOnly(2026, 3, 2), 0), (age.Version, age.ValidFrom, age.Days));
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'ModulusTableLoaded'"));
        Assert.Equal(Substitutions, await database.Db.ScalarAsync<string>("select Substitutions from ModulusTable"));
        database.Clock.MoveTo("2026-09-02 09:00");
        Assert.Contains("184 days old", (await Tables.AgeAsync()).Warning, StringComparison.Ordinal);
        Assert.Empty(await LoadAsync(Zip(("read.me", "Of Pay.UK"), ("pay/valacdos.txt", Weights), ("pay/scsubtab.txt", Substitutions))));
        Assert.Null((await Tables.AgeAsync()).Warning);
    }

    [Fact]
    public async Task A_damaged_or_incomplete_upload_names_what_is_wrong_and_leaves_the_table_in_use()
    {
        database.Clock.MoveTo("2026-03-02 09:00");
        Assert.Empty(await LoadAsync(Text("a", Substitutions), Text("b", Weights)));
        database.Clock.MoveTo("2026-03-03 09:00");
        async Task SaysAsync(string sentence, params ModulusTables.TableFile[] files)
        {
            var refusals = await LoadAsync(files);
            Assert.Equal((sentence, "tables"), (refusals[0].Sentence, refusals[0].Field));
        }
        await SaysAsync("Choose both files, valacdos.txt and scsubtab.txt, or a zip of them");
        await SaysAsync("Add the sort code substitutions, such as scsubtab.txt. Only the weight table is here.", Zip(("a", Weights)));
        await SaysAsync(
            "valacdos.txt is a web page. Download the table itself from Pay.UK, and choose that file.",
            Text("valacdos.txt", "<html>"),
            Text("scsubtab.txt", Substitutions)
        );
        await SaysAsync(
            "Weights, line 2: has 16 columns, but needs 17 or 18",
            Text("a", Weights + Weights[..46]),
            Text("b", Substitutions)
        );
        await SaysAsync(
            "tables.zip is a damaged zip. Download it again.",
            new ModulusTables.TableFile("tables.zip", "PK\u0003\u0004 and no more"u8.ToArray())
        );
        await SaysAsync(
            "big.txt is larger than 5 MB, so it is not one of Pay.UK's two files",
            Zip(("big.txt", new string(' ', 5_000_001)), ("a", Weights))
        );
        Assert.Equal(1, await database.CountAsync("ModulusTable"));
        Assert.Equal("b", (await Tables.AgeAsync()).Version);
    }
}
