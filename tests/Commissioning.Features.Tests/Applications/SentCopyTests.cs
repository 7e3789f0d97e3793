using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Features.Audit;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Applications;

public sealed class SentCopyTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public SentCopyTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task A_copy_that_agrees_is_intact_and_its_hash_is_in_the_trail_and_in_the_receipt()
    {
        var application = await SentAsync();
        var hash = await HashAsync(application);
        Assert.EndsWith(CopyRules.Note(hash), await SentDetailAsync(application), StringComparison.Ordinal);
        Assert.Contains(
            hash,
            await database.Db.ScalarAsync<string>("select TextBody from OutboxEmail where SubjectId = @application", new { application }),
            StringComparison.Ordinal
        );
        var verified = await new VerifyAudit(database.Db).RunAsync();
        Assert.True(verified.Intact, verified.Sentence);
        Assert.EndsWith("1 copies of applications are what was received.", verified.Sentence, StringComparison.Ordinal);
        Assert.Null((await database.Db.ReadAsync(work => SubmittedCopy.GetAsync(work, application))).WhyNotAsReceived);
    }

    [Fact]
    public async Task A_receipt_in_a_funds_own_words_has_the_hash_and_waits_for_a_second_person()
    {
        var round = await RoundAsync();
        var fund = await database.Db.ScalarAsync<Guid>("select FundId from Round where Id = @round", new { round });
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var save = new SaveMessage(database.Db);
        Assert.StartsWith(
            "Put {{hash}} into the message",
            (await save.RunAsync(officer, fund, MessageKind.Receipt, "We have it", "Your reference is {{reference}}"))
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
        Assert.Null(
            (await save.RunAsync(officer, fund, MessageKind.Receipt, "Here {{reference}}", "We have it. Own words. {{hash}}")).FirstRefusal
        );
        var version = await database.Db.ScalarAsync<Guid>("select Id from MessageTemplate");
        var approve = new ApproveMessage(database.Db);
        Assert.StartsWith(
            "You wrote this version",
            (await approve.RunAsync(officer, fund, version)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        var before = await SentAsync(round);
        Assert.DoesNotContain("Own words", await TextAsync(before), StringComparison.Ordinal);
        Assert.Null((await approve.RunAsync(await scenario.PersonAsync(Role.CommissioningOfficer), fund, version)).FirstRefusal);
        var application = await SentAsync(round);
        Assert.Contains($"Own words. {await HashAsync(application)}", await TextAsync(application), StringComparison.Ordinal);
    }

    private Task<string?> TextAsync(Guid application) =>
        database.Db.ScalarAsync<string>("select TextBody from OutboxEmail where SubjectId = @application", new { application });

    [Theory]
    [InlineData("update Application set CopyJson = replace(CopyJson, 'Safer Saturdays', 'Other Saturdays')")]
    [InlineData("update Application set CopyJson = '{}'")]
    [InlineData("update Application set CopyJson = null")]
    public async Task A_copy_changed_in_the_database_is_named_and_its_readers_are_warned(string tampering)
    {
        var application = await SentAsync();
        var (hash, reference) = (await HashAsync(application), await ReferenceAsync(application));
        await database.Db.HousekeepAsync(work => work.ExecuteAsync(tampering));
        await AssertFoundAsync(application, hash, reference);
    }

    [Fact]
    public async Task A_copy_changed_together_with_its_hash_is_found_by_the_trail()
    {
        var application = await SentAsync();
        var (hash, reference) = (await HashAsync(application), await ReferenceAsync(application));
        await TamperAsync(application);
        await AssertFoundAsync(application, hash, reference);
    }

    [Fact]
    public async Task Answers_changed_in_the_database_leave_the_copy_that_counts()
    {
        var application = await SentAsync();
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update Answer set Wording = 'Other words'"));
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
        Assert.Null((await database.Db.ReadAsync(work => SubmittedCopy.GetAsync(work, application))).WhyNotAsReceived);
    }

    [Fact]
    public async Task A_withdrawn_application_is_compared_and_an_erased_one_is_not()
    {
        var application = await SentAsync();
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update Application set Status = 'Withdrawn'"));
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update Application set CopyJson = null");
            return await work.ExecuteAsync(
                "insert into ErasedRecord (RecordType, RecordKey, ErasedAt, ExportSha256) select 'UnsuccessfulApplication', cast(Id as varchar(36)), @Now, CopySha256 from Application",
                new { work.Now }
            );
        });
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
        Assert.Null((await database.Db.ReadAsync(work => SubmittedCopy.GetAsync(work, application))).WhyNotAsReceived);
    }

    [Fact]
    public async Task A_file_agrees_when_it_is_exactly_what_was_received_even_after_the_stored_copy_was_changed()
    {
        var application = await SentAsync();
        var json = (await database.Db.ScalarAsync<string>("select CopyJson from Application", null))!;
        var check = new CopyCheck(database.Db);
        var file = Encoding.UTF8.GetBytes(json);
        var agreement = (await check.FindAsync(file))!;
        Assert.Equal(await ReferenceAsync(application), agreement.Reference);
        Assert.Null(agreement.ChangedAt);
        Assert.Null(await check.FindAsync(Encoding.UTF8.GetBytes(json + " ")));
        Assert.Null(await check.FindAsync("{\"Reference\":7}"u8.ToArray()));
        Assert.Null(await check.FindAsync("no JSON"u8.ToArray()));

        await TamperAsync(application);
        Assert.NotNull(await check.FindAsync(file));
        Assert.Null(
            await check.FindAsync(
                Encoding.UTF8.GetBytes((await database.Db.ScalarAsync<string>("select CopyJson from Application", null))!)
            )
        );
    }

    private async Task AssertFoundAsync(Guid application, string hash, string reference)
    {
        var verified = await new VerifyAudit(database.Db).RunAsync();
        Assert.False(verified.Intact);
        Assert.Equal($"The copy of application {reference} is not what was received. Its SHA-256 was {hash}.", verified.Sentence);
        List<string> faults = [];
        var db = new Db(database.Dialect, database.Clock)
        {
            OnFault = fault =>
            {
                faults.Add(fault);
                return Task.CompletedTask;
            },
        };
        var read = await db.ReadAsync(work => SubmittedCopy.GetAsync(work, application));
        Assert.EndsWith($"Its SHA-256 when it was sent was {hash}.", read.WhyNotAsReceived, StringComparison.Ordinal);
        Assert.Contains(reference, Assert.Single(faults), StringComparison.Ordinal);
    }

    private Task TamperAsync(Guid application) =>
        database.Db.HousekeepAsync(async work =>
        {
            var copy = (await work.ScalarAsync<string>("select CopyJson from Application where Id = @application", new { application }))!;
            copy = copy.Replace("Safer", "Other", StringComparison.Ordinal);
            return await work.ExecuteAsync(
                "update Application set CopyJson = @copy, CopySha256 = @Hash where Id = @application",
                new
                {
                    application,
                    copy,
                    Hash = ApplicationCopy.Sha256(copy),
                }
            );
        });

    private async Task<Guid> RoundAsync() =>
        await scenario.RoundAsync(
            await scenario.PersonAsync(Role.CommissioningOfficer),
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );

    private async Task<Guid> SentAsync(Guid? round = null)
    {
        var person = await scenario.PersonAsync(Role.Applicant);
        var draft = await scenario.CompleteDraftAsync(round ?? await RoundAsync(), await scenario.OrganisationAsync(person), person);
        Assert.Null((await new SubmitApplication(database.Db, new Office()).RunAsync(person, draft, "Amira Khan", true)).FirstRefusal);
        return draft;
    }

    private async Task<string> HashAsync(Guid application) =>
        (await database.Db.ScalarAsync<string>("select CopySha256 from Application where Id = @application", new { application }))!;

    private async Task<string> ReferenceAsync(Guid application) =>
        (await database.Db.ScalarAsync<string>("select Reference from Application where Id = @application", new { application }))!;

    private Task<string?> SentDetailAsync(Guid application) =>
        database.Db.ScalarAsync<string>(
            "select e.Detail from AuditEntry e where e.Sequence = (select max(s.Sequence) from AuditEntry s where s.SubjectId = @application)",
            new { application }
        );

    public void Dispose() => database.Dispose();
}
