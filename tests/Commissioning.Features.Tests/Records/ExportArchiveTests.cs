using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using CsvHelper;

namespace Commissioning.Features.Tests.Records;

public sealed class ExportArchiveTests(ExportedArchiveFixture fixture) : IClassFixture<ExportedArchiveFixture>
{
    private readonly DemonstrationHostWithoutPdf host = fixture.Host;

    [Fact]
    public async Task The_schema_read_from_the_migrations_matches_the_database()
    {
        // Over a raw connection: each database has its own syntax for this.
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
    public async Task An_export_into_an_existing_folder_is_refused()
    {
        Assert.Contains(
            "already exists",
            (await RunAsync(fixture.Administrator, host.Folder)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_archives_data_dictionary_describes_every_table_and_column()
    {
        var folder = fixture.Folder;
        // Every table of the migrations: with its columns, or as left out.
        var dictionary = await ReadAsync(Path.Combine(folder, "data-dictionary.csv"));
        Assert.Equal(
            Schema.Embedded.Select(table => table.Name).Order(StringComparer.Ordinal),
            dictionary.Select(row => row["Table"]).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(
            dictionary.Where(row => row["Column"].Length > 0),
            row => Assert.Contains(row["Column"], Schema.Table(row["Table"]).Columns.Select(column => column.Name))
        );
        // Columns named like a secret are left out, unless known to be none.
    }

    [Fact]
    public async Task The_archive_leaves_out_every_column_that_sounds_secret()
    {
        var folder = fixture.Folder;
        var dictionary = await ReadAsync(Path.Combine(folder, "data-dictionary.csv"));
        // What sounds like a secret is left out, unless it is known not to be one.
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
                "AuditCheckpoint.Hash",
                "AuditCheckpoint.KeyName",
                "AuditEntry.Hash",
                "AuditEntry.PreviousHash",
                "AuditHead.Hash",
                "BankAnswerItem.Code",
                "Criterion.Code",
                "CspArea.OnsCode",
                "ErasedRecord.RecordKey",
                "FinanceExportLine.CodeSetId",
                "Finding.KeyText",
                "GrantTermsClause.ClauseKey",
                "LetterBatch.Token",
                "OrganisationProfileAnswer.Code",
                "OutboxEmail.Token",
                "Person.LastCodeStep",
                "Question.Code",
                "RegisterImport.Token",
                "RetentionProposalRecord.RecordKey",
                "ReturnAnswer.Code",
                "SanctionReview.NameKey",
            ],
            risky.Order(StringComparer.Ordinal)
        );
    }

    // All rows are there (the portal's jobs may have added some meanwhile), and read back unchanged. Scores wait until all of a panel
    // have finished.
    [Fact]
    public async Task The_archive_holds_back_open_scores_and_bank_details()
    {
        var folder = fixture.Folder;
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
    }

    [Fact]
    public async Task The_archive_holds_every_row_document_letter_and_paper_as_it_was()
    {
        var folder = fixture.Folder;
        Assert.Empty(fixture.Archive.Missing);
        // The portal's jobs may have added some rows meanwhile, and scores wait until all of a panel have finished.
        string[] given = ["Score", "PassFailAnswer", "PracticeScore", "AgreedScore", "AgreedPassFail", "Moderation"];
        foreach (
            var path in Directory
                .GetFiles(Path.Combine(folder, "tables"))
                .Where(path => !given.Contains(Path.GetFileNameWithoutExtension(path)))
        )
            Assert.InRange(
                (await ReadAsync(path)).Count,
                fixture.RowsBefore[Path.GetFileNameWithoutExtension(path)],
                await host.Database.CountAsync(Path.GetFileNameWithoutExtension(path))
            );
        Assert.Contains(
            await ReadAsync(Path.Combine(folder, "tables", "Application.csv")),
            row => row["Summary"] == "first, \"second\"\r\nthird"
        );
        Assert.Equal(
            "what we plan",
            await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(folder, "documents"), $"{fixture.Upload.Id:N}-*")))
        );
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, "letters"), "*.html"));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, "papers"), "*.html"));
    }

    [Fact]
    public async Task The_archives_audit_trail_can_be_verified_from_the_archive_alone()
    {
        var folder = fixture.Folder;
        // As its README says.
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
    }

    [Fact]
    public async Task The_archive_contains_no_secrets()
    {
        var folder = fixture.Folder;
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
    }

    // It verifies, and any change, removal or addition is detected.
    [Fact]
    public async Task Archive_verification_finds_a_file_that_was_changed_removed_or_added()
    {
        var folder = Path.Combine(host.Folder, "changed");
        foreach (var file in Directory.EnumerateFiles(fixture.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(fixture.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        Assert.Equal((fixture.Archive.ManifestSha256, 0), await VerifyAsync(fixture.Folder));
        var victim = Path.Combine(folder, "tables", "Award.csv");
        var good = await File.ReadAllBytesAsync(victim);
        // A different character, whatever was there.
        await File.WriteAllBytesAsync(victim, [.. good[..^3], (byte)(good[^3] ^ 1), .. "\r\n"u8]);
        Assert.Equal(["tables/Award.csv is not as the manifest says"], (await VerifyArchive.RunAsync(folder)).Faults);
        File.Delete(victim);
        await File.WriteAllTextAsync(Path.Combine(folder, "tables", "More.csv"), "x");
        Assert.Equal(
            ["tables/Award.csv is missing", "tables/More.csv is there and not in the manifest"],
            (await VerifyArchive.RunAsync(folder)).Faults
        );
    }

    // As one file, with bank details at the request of a finance officer, which is audited.
    [Fact]
    public async Task The_archive_as_a_ZIP_has_bank_details_only_for_a_finance_officer_who_is_recorded()
    {
        var zip = Path.Combine(host.Folder, "archive.zip");
        var finance = await host.Scenario.PersonAsync(Role.FinanceOfficer);
        var asked = (await RunAsync(fixture.Administrator, zip, finance)).Value!;
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
            new { fixture.Administrator.Id }
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
