using System.IO.Compression;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.DueDiligence;

public sealed class ImportRegisterTests : IDisposable
{
    private const string CharityHeader =
        "date_of_extract\torganisation_number\tregistered_charity_number\tlinked_charity_number\tcharity_name\tcharity_registration_status\tdate_of_registration\tdate_of_removal\tcharity_reporting_status\tlatest_acc_fin_period_end_date\tcharity_contact_postcode\tcharity_insolvent\tcharity_in_administration";
    private const string CompanyHeader =
        "CompanyName, CompanyNumber,RegAddress.PostCode,CompanyStatus,DissolutionDate,IncorporationDate,Accounts.NextDueDate,Accounts.LastMadeUpDate";
    private static readonly DateOnly Day = new(2026, 3, 1);
    private readonly TestDatabase database = new();
    private Actor officer = null!;

    public void Dispose() => database.Dispose();

    private ImportRegister Import =>
        new(
            database.Db,
            new FileStore(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions())
        );

    private static string Charity(
        string number,
        string name,
        string linked = "0",
        string removed = "",
        string reporting = "Submission Received"
    ) =>
        $"2026-03-01T00:00:00\t1\t{number}\t{linked}\t{name}\tRegistered\t2010-05-01T00:00:00\t{removed}\t{reporting}\t2025-03-31T00:00:00\tLE1 1AA\tFalse\tFalse";

    private async Task<ImportRegister.Import> RunAsync(ExtractKind kind, byte[] content, DateOnly? day = null, string name = "extract.txt")
    {
        database.Clock.MoveTo("2026-03-02 09:00");
        officer ??= await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer);
        var outcome = await Import.RunAsync(officer, kind, day ?? Day, name, new MemoryStream(content), null);
        Assert.Null(outcome.FirstRefusal);
        return outcome.Value!;
    }

    private Task<ImportRegister.Import> CharitiesAsync(params string[] lines) =>
        RunAsync(ExtractKind.Charity, Encoding.UTF8.GetBytes(CharityHeader + "\r\n" + string.Join("\r\n", lines)));

    [Fact]
    public async Task A_good_register_extract_replaces_the_old_one()
    {
        var first = await CharitiesAsync(
            Charity("1234567", "ELM PARK \"THE\" TRUST"),
            Charity("1234568", "OAK LANE CLUB", reporting: "Submission Overdue"),
            Charity("1234568", "A BRANCH OF IT", linked: "1"),
            ""
        );
        Assert.Equal(("Current", 3, 2), (first.State, first.Lines, first.Kept));
        Assert.Equal(
            "ELM PARK \"THE\" TRUST",
            await database.Db.ScalarAsync<string>("select Name from RegisterEntry where Number = '1234567'")
        );
        Assert.Equal(1, await database.CountAsync("RegisterEntry", "Number = '1234568' and Overdue = 1"));
        var second = await CharitiesAsync(
            Charity("7654321", "ASH TREE GROUP", removed: "2024-02-01T00:00:00"),
            Charity("7654322", "YEW TREE GROUP")
        );
        Assert.Equal("Current", second.State);
        Assert.Equal("Replaced", (await Import.OneAsync(first.Id)).State);
        Assert.Equal(2, await database.CountAsync("RegisterEntry"));
    }

    [Fact]
    public async Task A_register_extract_with_faults_names_each_and_keeps_the_old_data()
    {
        await CharitiesAsync(Charity("1234567", "ELM PARK TRUST"));
        var refused = await CharitiesAsync(
            Charity("1234568", "OAK LANE CLUB"),
            Charity("12", "TOO SHORT"),
            Charity("1234568", "OAK LANE CLUB"),
            Charity("1234569", ""),
            Charity("1234570", "WHEN", removed: "yesterday"),
            Charity("1234571", "OLD").Replace("2026-03-01T", "2026-02-01T", StringComparison.Ordinal),
            "2026-03-01T00:00:00\t1\t12345"
        );
        Assert.Equal(("Refused", 0), (refused.State, refused.Kept));
        Assert.Equal(
            [
                "extract.txt, line 3: column registered_charity_number: \"12\" is not a charity number",
                "extract.txt, line 4: column registered_charity_number: 1234568 is there a second time",
                "extract.txt, line 5: column charity_name: is empty",
                "extract.txt, line 6: column date_of_removal: \"yesterday\" is not a date",
                "extract.txt, line 7: column date_of_extract: is 1 February 2026, and 1 March 2026 was given",
                "extract.txt, line 8: has 3 of 13 columns; the file may be cut off",
            ],
            refused.FaultList
        );
        Assert.Equal("ELM PARK TRUST", await database.Db.ScalarAsync<string>("select Name from RegisterEntry"));
        Assert.Equal(1, await database.CountAsync("RegisterEntry"));
    }

    [Fact]
    public async Task A_register_extract_with_missing_columns_or_another_encoding_is_refused_with_the_reason()
    {
        var missing = await RunAsync(
            ExtractKind.Charity,
            Encoding.UTF8.GetBytes(
                CharityHeader
                    .Replace("charity_name\t", "", StringComparison.Ordinal)
                    .Replace("\tcharity_insolvent", "", StringComparison.Ordinal)
            )
        );
        Assert.Equal("extract.txt, line 1: the columns charity_name, charity_insolvent are not there", Assert.Single(missing.FaultList));
        var utf16 = await RunAsync(
            ExtractKind.Charity,
            new UnicodeEncoding(bigEndian: false, byteOrderMark: false).GetBytes(CharityHeader + "\n" + Charity("1234567", "ELM"))
        );
        Assert.Contains("are not there", Assert.Single(utf16.FaultList));
        var latin = await RunAsync(ExtractKind.Charity, Encoding.Latin1.GetBytes(CharityHeader + "\n" + Charity("1234567", "CAFÉ TRUST")));
        Assert.Equal("extract.txt, line 2: column charity_name: is not UTF-8", Assert.Single(latin.FaultList));
        var empty = await RunAsync(ExtractKind.Charity, Encoding.UTF8.GetBytes(CharityHeader + "\n"));
        Assert.Equal("extract.txt: has no entries", Assert.Single(empty.FaultList));
        Assert.Equal(0, await database.CountAsync("RegisterEntry"));
    }

    [Fact]
    public async Task A_register_extract_reports_at_most_a_hundred_faults()
    {
        var refused = await CharitiesAsync(Enumerable.Range(0, 500).Select(i => Charity($"{i}", "X")).ToArray());
        Assert.Equal(100, refused.FaultList.Count);
    }

    [Fact]
    public async Task The_company_extract_is_read_from_a_ZIP_with_its_quotes_and_dates()
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = new StreamWriter(zip.CreateEntry("BasicCompanyData.csv").Open());
            await entry.WriteAsync(
                CompanyHeader
                    + "\n\"ELM PARK, COMMUNITY \"\"HUB\"\" C.I.C.\",\"01234567\",\"LE1 1AA\",\"Active\",\"\",\"01/05/2010\",\"31/12/2026\",\"31/03/2025\"\n\"DEAD LTD\",SC123456,,\"Liquidation\",\"01/02/2024\",\"\",\"\",\"\"\n"
            );
        }
        var read = await RunAsync(ExtractKind.Company, zipped.ToArray(), name: "BasicCompanyData.zip");
        Assert.Equal(("Current", 2), (read.State, read.Kept));
        Assert.Equal(
            "ELM PARK, COMMUNITY \"HUB\" C.I.C.",
            await database.Db.ScalarAsync<string>("select Name from RegisterEntry where Number = '01234567'")
        );
        Assert.Equal(
            new(2024, 2, 1),
            await database.Db.ScalarAsync<DateOnly>("select RemovedOn from RegisterEntry where Number = 'SC123456'")
        );
    }

    [Theory]
    [InlineData("Report Date: 01-Mar-2026\n", "Unique ID", "Designation Type")]
    [InlineData("Last Updated,01/03/2026\n", "Group ID", "Group Type")]
    [InlineData("", "Unique ID", "Designation Type")]
    public async Task The_sanctions_list_is_read_in_each_of_its_shapes(string above, string group, string type)
    {
        var list =
            $"{above}{group},Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,{type},D.O.B,Regime Name\nINV0001,ZZYZX,Orlando,Quill,,,,Individual,01/02/1970,The Invented Regulations\nINV0001,Зызыкс,Орландо,,,,,Individual,,\nINV0002,QUAGMIRE HOLDINGS,,,,,,Entity,,\nINV0003,,,,,,,Individual,,\n";
        var read = await RunAsync(ExtractKind.Sanctions, Encoding.UTF8.GetBytes(list));
        Assert.Empty(read.FaultList);
        Assert.Equal(("Current", 3), (read.State, read.Kept));
        Assert.Equal("Orlando Quill ZZYZX", await database.Db.ScalarAsync<string>("select Name from SanctionName where Born is not null"));
    }

    [Fact]
    public async Task A_sanctions_list_of_another_day_is_refused()
    {
        var refused = await RunAsync(
            ExtractKind.Sanctions,
            "Report Date: 13-Feb-2026\nUnique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5\nINV0001,A,,,,,\n"u8.ToArray()
        );
        Assert.Equal(
            "extract.txt, line 1: the file says that it is of 13 February 2026, and 1 March 2026 was given",
            Assert.Single(refused.FaultList)
        );
    }

    [Fact]
    public async Task A_register_import_that_was_interrupted_does_not_block_the_next()
    {
        await CharitiesAsync(Charity("1234567", "ELM PARK TRUST"));
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into RegisterImport (Id, Kind, ExtractDate, FileName, State, Lines, Kept, StartedBy, StartedAt, ClaimedUntil) values (9, 'Charity', '2026-03-01', 'cut.txt', 'Running', 5, 5, @Id, @Now, @Until)",
                new
                {
                    officer.Id,
                    work.Now,
                    Until = work.Now.AddMinutes(5),
                }
            )
        );
        Assert.Equal(
            "An extract of this register is being read. Wait until it is done.",
            (await Import.RunAsync(officer, ExtractKind.Charity, Day, "a.txt", new MemoryStream(), null)).FirstRefusal!.Sentence
        );
        database.Clock.Offset += TimeSpan.FromMinutes(6);
        Assert.NotNull((await Import.RunAsync(officer, ExtractKind.Charity, Day, "a.txt", new MemoryStream(), null)).Value);
        Assert.Equal("The portal stopped while reading the file", Assert.Single((await Import.OneAsync(9)).FaultList));
    }

    [Fact]
    public async Task A_register_import_that_lost_its_lease_writes_no_more()
    {
        await CharitiesAsync(Charity("7654321", "ASH TREE GROUP"));
        var lines = Encoding.UTF8.GetBytes(
            CharityHeader + "\n" + string.Join("\n", Enumerable.Range(0, 5_000).Select(i => Charity($"{1_000_000 + i}", "ELM")))
        );
        // Another node takes over the import while the first one reads.
        var outcome = await Import.RunAsync(
            officer,
            ExtractKind.Charity,
            Day,
            "slow.txt",
            new MemoryStream(lines),
            _ =>
                database
                    .Db.HousekeepAsync(work => work.ExecuteAsync("update RegisterImport set Token = Token + 1 where State = 'Running'"))
                    .GetAwaiter()
                    .GetResult()
        );
        Assert.Equal("Running", outcome.Value!.State);
        Assert.Equal(1, await database.CountAsync("RegisterImport", "State = 'Current' and FileName = 'extract.txt'"));
    }

    [Fact]
    public async Task A_missing_stored_extract_is_refused_and_one_in_unavailable_storage_is_read_later()
    {
        await CharitiesAsync(Charity("1234567", "ELM PARK TRUST"));
        var content = Encoding.UTF8.GetBytes(CharityHeader + "\n" + Charity("1234568", "OAK LANE CLUB"));
        var (root, away) = (Path.Combine(database.Folder, "files"), Path.Combine(database.Folder, "away"));
        var gone = (
            await Import.QueueAsync(officer, ExtractKind.Charity, Day, new ImportRegister.Upload("a.txt", new MemoryStream(content)))
        ).Value;
        foreach (var file in Directory.GetFiles(root, "*", SearchOption.AllDirectories))
            File.Delete(file);
        // The state after a node died once it had switched over to a newer extract.
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into RegisterImport (Id, Kind, ExtractDate, FileName, State, Lines, Kept, StartedBy, StartedAt) values (9, 'Charity', '2026-02-01', 'old.txt', 'Replaced', 1, 1, @Id, @Now); insert into RegisterEntry (ImportId, Number, Name, NameHash, Status) values (9, '1234568', 'OLD', 1, '')",
                new { officer.Id, work.Now }
            )
        );
        Assert.True(await Import.RunWaitingAsync("node"));
        Assert.Equal("a.txt: the stored file is not there. Upload it again.", Assert.Single((await Import.OneAsync(gone)).FaultList));
        Assert.Equal("ELM PARK TRUST", await database.Db.ScalarAsync<string>("select Name from RegisterEntry"));
        Assert.Equal(1, await database.CountAsync("RegisterEntry"));

        var waits = (
            await Import.QueueAsync(officer, ExtractKind.Charity, Day, new ImportRegister.Upload("b.txt", new MemoryStream(content)))
        ).Value;
        Directory.Move(root, away);
        await Assert.ThrowsAsync<FileStorageException>(() => Import.RunWaitingAsync("node"));
        Assert.False(await Import.RunWaitingAsync("node"));
        Directory.Move(away, root);
        database.Clock.Offset += TimeSpan.FromMinutes(6);
        Assert.True(await Import.RunWaitingAsync("node"));
        Assert.Equal("Current", (await Import.OneAsync(waits)).State);
    }

    [Fact]
    public async Task A_queued_register_extract_is_read_by_the_job_from_its_start_after_a_reader_died()
    {
        await CharitiesAsync(Charity("1234567", "ELM PARK TRUST"));
        var content = Encoding.UTF8.GetBytes(CharityHeader + "\n" + Charity("1234568", "OAK LANE CLUB"));
        Assert.Equal("Choose the file of the extract", (await Import.QueueAsync(officer, ExtractKind.Charity, Day)).FirstRefusal!.Sentence);
        Assert.Equal(
            "Enter the day of the extract",
            (await Import.QueueAsync(officer, ExtractKind.Charity, null, new ImportRegister.Upload("a.txt", new MemoryStream(content))))
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal(
            "The day of the extract cannot be in the future",
            (
                await Import.QueueAsync(
                    officer,
                    ExtractKind.Charity,
                    new(2026, 3, 3),
                    new ImportRegister.Upload("a.txt", new MemoryStream(content))
                )
            )
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal(
            "The extract of 1 March 2026 is already in use, and it is newer",
            (
                await Import.QueueAsync(
                    officer,
                    ExtractKind.Charity,
                    new(2026, 2, 28),
                    new ImportRegister.Upload("a.txt", new MemoryStream(content))
                )
            )
                .FirstRefusal!
                .Sentence
        );
        var queued = (
            await Import.QueueAsync(officer, ExtractKind.Charity, Day, new ImportRegister.Upload("a.txt", new MemoryStream(content)))
        ).Value;
        Assert.Equal(
            "An extract of this register is being read. Wait until it is done.",
            (await Import.QueueAsync(officer, ExtractKind.Charity, Day, new ImportRegister.Upload("b.txt", new MemoryStream(content))))
                .FirstRefusal!
                .Sentence
        );
        // The state after a node died half-way.
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "insert into RegisterEntry (ImportId, Number, Name, NameHash, Status) values (@queued, '1234568', 'HALF', 1, '')",
                new { queued }
            );
            return await work.ExecuteAsync(
                "update RegisterImport set State = 'Running', ClaimedUntil = @Until where Id = @queued",
                new { queued, Until = work.Now.AddMinutes(5) }
            );
        });
        Assert.False(await Import.RunWaitingAsync("node"));
        database.Clock.Offset += TimeSpan.FromMinutes(6);
        Assert.True(await Import.RunWaitingAsync("node"));
        Assert.Equal("Current", (await Import.OneAsync(queued)).State);
        Assert.Equal("OAK LANE CLUB", await database.Db.ScalarAsync<string>("select Name from RegisterEntry"));
        Assert.False(await Import.RunWaitingAsync("node"));
    }

    [Fact]
    public async Task A_register_import_told_to_stop_returns_its_extract_to_the_queue_at_once()
    {
        await CharitiesAsync(Charity("7654321", "ASH TREE GROUP"));
        var lines = Encoding.UTF8.GetBytes(
            CharityHeader + "\n" + string.Join("\n", Enumerable.Range(0, 2_500).Select(i => Charity($"{1_000_000 + i}", "ELM")))
        );
        var queued = (
            await Import.QueueAsync(officer, ExtractKind.Charity, Day, new ImportRegister.Upload("long.txt", new MemoryStream(lines)))
        ).Value;
        Assert.True(await Import.RunWaitingAsync("stopping", new CancellationToken(canceled: true)));
        Assert.Equal(("Waiting", null), ((await Import.OneAsync(queued)).State, (await Import.OneAsync(queued)).ClaimedBy));
        Assert.True(await Import.RunWaitingAsync("another"));
        Assert.Equal(("Current", 2_500), ((await Import.OneAsync(queued)).State, await database.CountAsync("RegisterEntry")));
        Assert.Equal(0, await database.CountAsync("AuditEntry", "Action = 'LeaseTakeover'"));
    }

    private static string[] Many(int count, int from = 1_000_000) =>
        Enumerable.Range(from, count).Select(i => Charity($"{i}", $"GROUP {i}")).ToArray();

    [Fact]
    public async Task An_extract_that_lost_most_entries_is_used_only_after_two_people_said_so()
    {
        var before = await CharitiesAsync(Many(50));
        var small = await CharitiesAsync(Many(10));
        Assert.Equal(
            ("Doubted", "It has 10 entries and the list in use has 50 (80% fewer). If this is right, say why; a second person must agree"),
            (small.State, small.Doubt)
        );
        Assert.Equal("Current", (await Import.OneAsync(before.Id)).State);
        var second = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer);
        var (insist, agree) = (new InsistOnExtract(database.Db), new AgreeToExtract(database.Db));
        Assert.Equal("Someone must first say why the file is right", (await agree.RunAsync(second, small.Id)).FirstRefusal!.Sentence);
        Assert.Equal(
            "Say in a sentence what you saw, so that someone else can follow it",
            (await insist.RunAsync(officer, small.Id, "ok")).FirstRefusal!.Sentence
        );
        Assert.True((await insist.RunAsync(officer, small.Id, "The regulator removed its dormant charities in May")).IsDone);
        Assert.Equal(
            $"{officer.Name} said already why this file is right",
            (await insist.RunAsync(second, small.Id, "The regulator removed its dormant charities in May")).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "You said why the file is right, so someone else must agree",
            (await agree.RunAsync(officer, small.Id)).FirstRefusal!.Sentence
        );
        Assert.Equal("Current", (await Import.OneAsync(before.Id)).State);
        Assert.True((await agree.RunAsync(second, small.Id)).IsDone);
        Assert.Equal(("Current", "Replaced"), ((await Import.OneAsync(small.Id)).State, (await Import.OneAsync(before.Id)).State));
        Assert.Equal(
            $"{second.Name} agreed already, and the file is in use",
            (await new DropExtract(database.Db).RunAsync(officer, small.Id)).FirstRefusal!.Sentence
        );
        // The job removes what is no longer in use.
        await Import.RunWaitingAsync("node");
        Assert.Equal(10, await database.CountAsync("RegisterEntry"));
    }

    [Fact]
    public async Task A_doubted_extract_that_is_dropped_leaves_the_list_in_use()
    {
        var before = await CharitiesAsync(Many(50));
        var small = await CharitiesAsync(Many(10));
        Assert.True((await new DropExtract(database.Db).RunAsync(officer, small.Id)).IsDone);
        Assert.Equal(("Refused", "Current"), ((await Import.OneAsync(small.Id)).State, (await Import.OneAsync(before.Id)).State));
        await Import.RunWaitingAsync("node");
        Assert.Equal(50, await database.CountAsync("RegisterEntry"));
        Assert.Equal(0, await database.CountAsync("RegisterKey", "ImportId = @Id", new { small.Id }));
    }

    [Fact]
    public async Task A_stray_tab_is_set_aside_by_name_and_more_refuse_the_file()
    {
        var lines = Many(2_000);
        lines[700] = lines[700].Replace("GROUP", "GRO\tUP", StringComparison.Ordinal);
        lines[900] = Charity("10A0900", "A LETTER IN ITS NUMBER");
        var good = await CharitiesAsync(lines);
        Assert.Equal(("Current", 2_000, 1_998, 2), (good.State, good.Lines, good.Kept, good.Bad));
        Assert.Equal(
            ["line 702: has 14 columns instead of 13", "line 902: column registered_charity_number: \"10A0900\" is not a charity number"],
            (await Import.BadLinesAsync(good.Id)).Select(line => $"line {line.Line}: {line.Reason}")
        );
        lines[950] = Charity("1", "TOO SHORT");
        var bad = await CharitiesAsync(lines);
        Assert.Equal("Refused", bad.State);
        Assert.Equal("3 of 2,000 lines cannot be read; at most 1 in 1,000 may be set aside", bad.FaultList[0]);
        Assert.Equal("Current", (await Import.OneAsync(good.Id)).State);
    }

    [Fact]
    public async Task A_sanctions_list_with_a_line_that_cannot_be_read_is_used_only_after_two_people_read_it()
    {
        static byte[] List(bool isWhole) =>
            Encoding.UTF8.GetBytes(
                "Unique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Designation Type,D.O.B,Regime Name\n"
                    + string.Concat(
                        Enumerable
                            .Range(0, 1_500)
                            .Select(i =>
                                $"INV{i:0000},ZZYZX{i},Orlando,,,,,Individual,{(isWhole || i != 700 ? "" : ",,")},The Invented Regulations\n"
                            )
                    )
            );
        var before = await RunAsync(ExtractKind.Sanctions, List(isWhole: true));
        Assert.Equal("Current", before.State);
        var read = await RunAsync(ExtractKind.Sanctions, List(isWhole: false));
        Assert.Equal(("Doubted", 1), (read.State, read.Bad));
        Assert.StartsWith("1 line of the sanctions list cannot be read", read.Doubt, StringComparison.Ordinal);
        Assert.Equal(702, Assert.Single(await Import.BadLinesAsync(read.Id)).Line);
        Assert.Equal("Current", (await Import.OneAsync(before.Id)).State);
        var second = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer);
        var agree = new AgreeToExtract(database.Db);
        Assert.NotNull((await agree.RunAsync(second, read.Id)).FirstRefusal);
        Assert.True(
            (await new InsistOnExtract(database.Db).RunAsync(officer, read.Id, "Line 702 is a ship, which cannot apply to us")).IsDone
        );
        Assert.NotNull((await agree.RunAsync(officer, read.Id)).FirstRefusal);
        Assert.True((await agree.RunAsync(second, read.Id)).IsDone);
        Assert.Equal("Current", (await Import.OneAsync(read.Id)).State);
    }

    [Fact]
    public async Task Half_an_extract_is_refused_by_its_last_line()
    {
        var lines = Many(2_000);
        lines[^1] = lines[^1][..40];
        var half = await CharitiesAsync(lines);
        Assert.Equal(
            "extract.txt, line 2001: is the last line and has 5 of 13 columns; the file may be cut off",
            Assert.Single(half.FaultList)
        );
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = new StreamWriter(zip.CreateEntry("charity.txt").Open());
            await entry.WriteAsync(CharityHeader + "\n" + string.Join("\n", Many(2_000)));
        }
        var cut = await RunAsync(ExtractKind.Charity, zipped.ToArray()[..^200]);
        Assert.Equal("Refused", cut.State);
        Assert.Contains("cannot be read further", Assert.Single(cut.FaultList));
    }

    [Fact]
    public async Task A_web_page_saved_as_an_extract_is_refused_as_one()
    {
        await CharitiesAsync(Charity("1234567", "ELM PARK TRUST"));
        var page = await RunAsync(ExtractKind.Charity, "<!DOCTYPE html>\n<html><body>503</body></html>"u8.ToArray(), name: "list.csv");
        Assert.Equal(
            "list.csv, line 1: the file is a web page and not an extract. Its publisher may have had a fault, so download it again",
            Assert.Single(page.FaultList)
        );
        Assert.Equal(1, await database.CountAsync("RegisterImport", "State = 'Current'"));
    }

    [Fact]
    public async Task An_extract_of_another_month_is_refused_with_one_sentence()
    {
        await CharitiesAsync(Charity("1234567", "ELM PARK TRUST"));
        var other = await CharitiesAsync([
            .. Many(300).Select(line => line.Replace("2026-03-01T", "2026-02-01T", StringComparison.Ordinal)),
        ]);
        Assert.Equal(
            "extract.txt, line 2: column date_of_extract: is 1 February 2026, and 1 March 2026 was given",
            Assert.Single(other.FaultList)
        );
        Assert.Equal(
            "The name of the file, BasicCompanyData-2026-02-01.zip, says 1 February 2026, and you typed 1 March 2026",
            (
                await Import.QueueAsync(
                    officer,
                    ExtractKind.Company,
                    Day,
                    new ImportRegister.Upload("BasicCompanyData-2026-02-01.zip", new MemoryStream([1]))
                )
            )
                .FirstRefusal!
                .Sentence
        );
    }

    [Fact]
    public async Task The_company_register_comes_into_use_when_all_its_parts_are_here()
    {
        database.Clock.MoveTo("2026-03-02 09:00");
        officer = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer);
        ImportRegister.Upload Part(int part, params string[] lines) =>
            new(
                $"BasicCompanyData-2026-03-01-part{part}_3.csv",
                new MemoryStream(Encoding.UTF8.GetBytes(CompanyHeader + "\n" + string.Join("\n", lines)))
            );
        string Company(int number) => $"\"COMPANY {number} LTD\",\"{number:00000000}\",,Active,,,,";
        var set = (await Import.QueueAsync(officer, ExtractKind.Company, Day, Part(1, Company(1), Company(2)))).Value;
        Assert.Equal(("Incomplete", 3), ((await Import.OneAsync(set)).State, (await Import.OneAsync(set)).Parts));
        Assert.False(await Import.RunWaitingAsync("node"));
        Assert.Equal(0, await database.CountAsync("RegisterEntry"));
        // A damaged part is replaced by the same part again.
        Assert.Equal(set, (await Import.QueueAsync(officer, ExtractKind.Company, Day, Part(2, "half"))).Value);
        Assert.Equal(
            set,
            (await Import.QueueAsync(officer, ExtractKind.Company, Day, Part(2, Company(3)), Part(3, Company(4), Company(1)))).Value
        );
        Assert.Equal("Waiting", (await Import.OneAsync(set)).State);
        Assert.True(await Import.RunWaitingAsync("node"));
        Assert.Equal(
            "BasicCompanyData-2026-03-01-part3_3.csv, line 3: column CompanyNumber: 00000001 is there a second time",
            Assert.Single((await Import.OneAsync(set)).FaultList)
        );
        var again = (
            await Import.QueueAsync(
                officer,
                ExtractKind.Company,
                Day,
                Part(3, Company(4)),
                Part(1, Company(1), Company(2)),
                Part(2, Company(3))
            )
        ).Value;
        Assert.True(await Import.RunWaitingAsync("node"));
        Assert.Equal(("Current", 4), ((await Import.OneAsync(again)).State, (await Import.OneAsync(again)).Kept));
        Assert.Equal(
            "Parts 1 and 3 of 3 are missing. Give all parts at once.",
            (await Import.RunAsync(officer, ExtractKind.Company, Day, [Part(2, Company(3))], null)).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Other_names_and_trustees_of_charities_have_files_of_their_own()
    {
        const string Names =
            "registered_charity_number\tlinked_charity_number\tcharity_name_type\tcharity_name\n1234567\t0\tPrevious name\tASH LANE CLUB\n1234567\t0\tWorking name\tASH CLUB\n1234567\t1\tWorking name\tA BRANCH\n";
        const string Trustees =
            "registered_charity_number\tlinked_charity_number\ttrustee_name\n1234567\t0\tMRS MARGARET ELM\n1234567\t0\tMR GEORGE OAKES\n";
        Assert.Equal(
            ("Current", 2),
            (await RunAsync(ExtractKind.OtherNames, Encoding.UTF8.GetBytes(Names)) is var names ? names.State : "", names.Kept)
        );
        Assert.Equal(
            ("Current", 2),
            (await RunAsync(ExtractKind.Trustees, Encoding.UTF8.GetBytes(Trustees)) is var trustees ? trustees.State : "", trustees.Kept)
        );
        Assert.Equal(2, await database.CountAsync("RegisterTrustee", "Number = '1234567'"));
        Assert.Equal(2, await database.CountAsync("RegisterOtherName", "Number = '1234567'"));
        await RunAsync(ExtractKind.Trustees, Encoding.UTF8.GetBytes(Trustees));
        Assert.Equal(2, await database.CountAsync("RegisterTrustee"));
    }
}
