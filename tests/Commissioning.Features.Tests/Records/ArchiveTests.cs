using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using CsvHelper;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Features.Tests.Records;

public sealed class ArchiveTests(UnprintedDemonstrationHost host) : IClassFixture<UnprintedDemonstrationHost>
{
    [Fact]
    public async Task The_schema_that_is_read_from_the_migrations_is_the_databases_own()
    {
        // Asked on a connection of its own: each database has its own words for this.
        var sql = host.Database.Dialect.IsSqlite
            ? "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite%' and m.name <> 'SchemaJournal'"
            : "select c.TABLE_NAME, c.COLUMN_NAME from INFORMATION_SCHEMA.COLUMNS c where c.TABLE_NAME <> 'SchemaJournal'";
        var found = new List<string>();
        await using var connection = await host.Database.Dialect.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            found.Add($"{reader.GetString(0)}.{reader.GetString(1)}");
        Assert.Equal(
            found.Order(StringComparer.Ordinal),
            Schema.Embedded.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_whole_archive_is_complete_verifies_and_holds_nothing_secret()
    {
        var administrator = await host.Scenario.PersonAsync(Role.Administrator);
        var store = host.Services.GetRequiredService<FileStore>();
        var upload = await store.WriteAsync(
            administrator,
            "../plan, \"final\".txt",
            "text/plain",
            "what we plan"u8.ToArray(),
            host.Clock.UtcNow()
        );
        await host.Db.ChangeAsync(
            administrator,
            AuditAction.DocumentUploaded,
            upload.Id,
            async work =>
            {
                await work.ExecuteAsync(FileStore.InsertSql, upload);
                await work.ExecuteAsync(
                    "update Person set PasswordHash = 'SECRET-password', AuthenticatorKey = 'SECRET-key' where Id = @Id",
                    new { administrator.Id }
                );
                await work.ExecuteAsync(
                    "update Application set Summary = @Summary where Number = 7",
                    new { Summary = "first, \"second\"\r\nthird" }
                );
                return Result.Done;
            }
        );
        var (folder, zip) = (Path.Combine(host.Folder, "archive"), Path.Combine(host.Folder, "archive.zip"));
        Assert.Contains("is there already", (await RunAsync(administrator, host.Folder)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        var before = new Dictionary<string, int>();
        foreach (var table in Schema.Embedded)
            before[table.Name] = await host.Database.CountAsync(table.Name);
        var made = (await RunAsync(administrator, folder)).Value!;
        Assert.Empty(made.Missing);

        // Every table of the migrations is in the dictionary: with its columns, or as left out.
        var dictionary = await ReadAsync(Path.Combine(folder, "data-dictionary.csv"));
        Assert.Equal(
            Schema.Embedded.Select(table => table.Name).Order(StringComparer.Ordinal),
            dictionary.Select(row => row["Table"]).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(
            dictionary.Where(row => row["Column"].Length > 0),
            row => Assert.Contains(row["Column"], Schema.Table(row["Table"]).Columns.Select(column => column.Name))
        );
        // What sounds like a secret is left out, unless it is known to be none.
        var loud = new[] { "Password", "Secret", "Token", "Encrypted", "Hash", "Key", "Stamp", "Code", "Challenge", "Credential" };
        var risky = dictionary
            .Where(row => row["Column"].Length > 0 && !row["Meaning"].StartsWith("Not in the archive", StringComparison.Ordinal))
            .Where(row =>
                loud.Any(word => row["Column"].Contains(word, StringComparison.Ordinal))
                && !row["Type"].StartsWith("datetime2", StringComparison.Ordinal)
            )
            .Select(row => $"{row["Table"]}.{row["Column"]}");
        Assert.Equal(
            [
                "AuditEntry.Hash",
                "AuditEntry.PreviousHash",
                "AuditHead.Hash",
                "Criterion.Code",
                "CspArea.OnsCode",
                "ErasedRecord.RecordKey",
                "LetterBatch.Token",
                "OrganisationProfileAnswer.Code",
                "OutboxEmail.Token",
                "Person.LastCodeStep",
                "Question.Code",
                "RegisterImport.Token",
            ],
            risky.Order(StringComparer.Ordinal)
        );

        // Rows are all there (the portal's jobs may have added some meanwhile), and read back as they were. Scores wait until all of a panel have finished.
        string[] given = ["Score", "PassFailAnswer", "PracticeScore", "AgreedScore", "AgreedPassFail", "Moderation"];
        var open = (
            await host.Db.QueryAsync<Guid>(
                "select s.Id from ScoringAssignment s where s.RoundId in (select m.RoundId from PanelMember m group by m.RoundId having sum(m.Assigned - m.Conflicted - m.Submitted) > 0)"
            )
        )
            .Select(id => id.ToString())
            .ToHashSet();
        Assert.NotEmpty(open);
        var sheets = await ReadAsync(Path.Combine(folder, "tables", "ScoringAssignment.csv"));
        Assert.All(sheets.Where(row => open.Contains(row["Id"])), row => Assert.Equal("", row["Total"]));
        var scores = await ReadAsync(Path.Combine(folder, "tables", "Score.csv"));
        Assert.DoesNotContain(scores, row => open.Contains(row["AssignmentId"]));
        Assert.NotEmpty(scores);
        Assert.All(
            await ReadAsync(Path.Combine(folder, "tables", "BankDetails.csv")),
            row => Assert.Equal("", row["LastFour"] + row["PayeeName"])
        );
        foreach (
            var path in Directory
                .GetFiles(Path.Combine(folder, "tables"))
                .Where(path => !given.Contains(Path.GetFileNameWithoutExtension(path)))
        )
            Assert.InRange(
                (await ReadAsync(path)).Count,
                before[Path.GetFileNameWithoutExtension(path)],
                await host.Database.CountAsync(Path.GetFileNameWithoutExtension(path))
            );
        Assert.Contains(
            await ReadAsync(Path.Combine(folder, "tables", "Application.csv")),
            row => row["Summary"] == "first, \"second\"\r\nthird"
        );
        Assert.Equal(
            "what we plan",
            await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(folder, "documents"), $"{upload.Id:N}-*")))
        );
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, "letters"), "*.html"));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, "papers"), "*.html"));

        // The audit trail can be proven from the archive alone, as its README says.
        var previous = AuditEntry.Origin;
        foreach (var row in await ReadAsync(Path.Combine(folder, "tables", "AuditEntry.csv")))
        {
            string[] fields =
            [
                previous,
                row["Sequence"],
                row["At"].TrimEnd('Z'),
                row["ActorId"],
                row["ActorName"],
                row["Action"],
                row["SubjectId"],
                row["Detail"],
            ];
            previous = Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(
                    Encoding.UTF8.GetBytes(string.Concat(fields.Select(field => $"{field.Length}:{field};")))
                )
            );
            Assert.Equal(row["Hash"], previous);
        }

        var secrets = (await host.Db.QueryAsync<string>("select EncryptedAccount from BankDetails"))
            .Concat(await host.Db.QueryAsync<string>("select Encrypted from EqualityAnswer"))
            .Concat(await host.Db.QueryAsync<string>("select Xml from DataProtectionKey"))
            .Append("SECRET-")
            .ToList();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(path);
            Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal));
        }

        // It verifies, and anything changed, gone or added shows.
        Assert.Equal((made.ManifestSha256, 0), await VerifyAsync(folder));
        var victim = Path.Combine(folder, "tables", "Award.csv");
        var good = await File.ReadAllBytesAsync(victim);
        await File.WriteAllBytesAsync(victim, [.. good[..^3], (byte)(good[^3] ^ 1), .. "\r\n"u8]); // another character, whatever was there
        Assert.Equal(["tables/Award.csv is not as the manifest says"], (await VerifyArchive.RunAsync(folder)).Faults);
        File.Delete(victim);
        await File.WriteAllTextAsync(Path.Combine(folder, "tables", "More.csv"), "x");
        Assert.Equal(
            ["tables/Award.csv is missing", "tables/More.csv is there and not in the manifest"],
            (await VerifyArchive.RunAsync(folder)).Faults
        );

        // As one file, with bank details on request of a finance officer, who is on record.
        var finance = await host.Scenario.PersonAsync(Role.FinanceOfficer);
        var asked = (await RunAsync(administrator, zip, finance)).Value!;
        Assert.Equal((asked.ManifestSha256, 0), await VerifyAsync(zip));
        using (var packed = System.IO.Compression.ZipFile.OpenRead(zip))
        using (var accounts = new StreamReader(packed.GetEntry("tables/BankAccount.csv")!.Open()))
            Assert.StartsWith(
                "BankDetailsId,OrganisationId,State,AccountName,SortCode,AccountNumber",
                await accounts.ReadToEndAsync(),
                StringComparison.Ordinal
            );
        var entry = await host.Db.QueryAsync<string>(
            "select Detail from AuditEntry where Action = 'ArchiveExported' and ActorId = @Id and Detail like '%with bank details%'",
            new { administrator.Id }
        );
        Assert.Contains(
            $"with bank details, for {finance.Name}; SHA-256 of the manifest {asked.ManifestSha256}",
            Assert.Single(entry),
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.GetFileSystemEntries(host.Folder, "*.partial"));
    }

    private Task<Result<ExportArchive.ExportedArchive>> RunAsync(Actor actor, string target, Actor? finance = null) =>
        host.WithAsync<ExportArchive, Result<ExportArchive.ExportedArchive>>(export => export.RunAsync(actor, target, finance));

    private static async Task<(string?, int)> VerifyAsync(string target)
    {
        var result = await VerifyArchive.RunAsync(target);
        return (result.ManifestSha256, result.Faults.Count);
    }

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadAsync(string path)
    {
        using var csv = new CsvReader(new StreamReader(path, Encoding.UTF8), CultureInfo.InvariantCulture);
        await csv.ReadAsync();
        csv.ReadHeader();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (await csv.ReadAsync())
            rows.Add(csv.HeaderRecord!.ToDictionary(name => name, name => csv.GetField(name)!));
        return rows;
    }
}
