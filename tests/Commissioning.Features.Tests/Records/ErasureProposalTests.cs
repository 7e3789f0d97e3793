using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Records;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Records;

/// <summary>From what is due in a night to the result of its erasure, with e-mails as the records.</summary>
public sealed class ErasureProposalTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;
    private readonly ProposeErasures propose;
    private readonly ApproveErasure approve;
    private readonly EraseApproved erase;
    private readonly ErasureProposals proposals;

    public ErasureProposalTests()
    {
        scenario = new(database.Db, database.Clock);
        var options = new RetentionOptions(Path.Combine(database.Folder, "erased"));
        var files = new FileStore(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions());
        propose = new(database.Db, database.Clock);
        approve = new(database.Db, options);
        erase = new(database.Db, new(database.Db, files, database.Encryption, database.Clock));
        proposals = new(database.Db, options);
        database.Clock.MoveTo("2026-03-02 02:00");
    }

    [Fact]
    public async Task Records_that_are_due_are_proposed_once_a_night_and_not_again_until_it_is_decided()
    {
        await EmailsAsync(3);
        Assert.Equal(0, await propose.RunAsync()); // Nothing is due yet.
        database.Clock.MoveTo("2027-03-04 00:59");
        Assert.Equal(0, await propose.RunAsync()); // Not before 1am.
        database.Clock.MoveTo("2027-03-04 01:00");
        Assert.Equal(1, await propose.RunAsync());
        var proposal = Assert.Single(await proposals.ListAsync());
        Assert.Equal((RecordType.Email, ProposalState.Proposed, 3), (proposal.RecordType, proposal.State, proposal.Listed));
        await EmailsAsync(1, "2026-01-01 12:00");
        Assert.Equal(0, await propose.RunAsync());
        database.Clock.MoveTo("2027-03-05 02:00");
        Assert.Equal(0, await propose.RunAsync());

        // Put off for a month: proposed again that day, with what is due then.
        var administrator = await scenario.PersonAsync(Role.Administrator);
        Assert.Null(
            (
                await new PutOffErasure(database.Db).RunAsync(administrator, proposal.Id, new(2027, 4, 5), "The audit needs them")
            ).FirstRefusal
        );
        Assert.NotNull((await approve.RunAsync(administrator, proposal.Id, 3)).FirstRefusal);
        database.Clock.MoveTo("2027-04-04 02:00");
        Assert.Equal(0, await propose.RunAsync());
        database.Clock.MoveTo("2027-04-05 02:00");
        Assert.Equal(1, await propose.RunAsync());
        Assert.Equal(4, (await proposals.ListAsync())[0].Listed);
        Assert.Equal(4, await database.CountAsync("OutboxEmail"));
    }

    [Fact]
    public async Task An_approved_list_is_erased_and_nothing_that_fell_due_later_or_is_under_a_new_hold()
    {
        var (administrator, organisation) = await AdministratorAsync();
        await EmailsAsync(3);
        await EmailsAsync(1, about: organisation);
        var proposal = await ProposedAsync();
        await EmailsAsync(2, "2026-01-01 12:00"); // Due as well, but on no list.
        Assert.Contains("4 records", (await approve.RunAsync(administrator, proposal, 3)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Null((await approve.RunAsync(administrator, proposal, 4)).FirstRefusal);
        Assert.Equal(6, await database.CountAsync("OutboxEmail")); // The job does the work.
        Assert.Null(
            (await new PlaceLegalHold(database.Db).RunAsync(administrator, HoldKind.Organisation, "A busy club", "A claim")).FirstRefusal
        );
        Assert.Equal(1, await erase.RunAsync());
        var result = (await proposals.GetAsync(proposal, 1)).Proposal;
        Assert.Equal((ProposalState.Finished, 3, 1, 0, 0), (result.State, result.Erased, result.OnHold, result.NotDue, result.Failed));
        Assert.Equal(3, await database.CountAsync("OutboxEmail"));
        var export = Path.Combine(result.Folder!, nameof(RecordType.Email));
        Assert.Equal(3, Directory.GetFiles(export, "record.json", SearchOption.AllDirectories).Length);
        var verified = await VerifyArchive.RunAsync(export);
        Assert.Empty(verified.Faults);
        Assert.Equal(verified.ManifestSha256, result.ExportSha256);
        Assert.Equal(
            $"E-mail that was sent: 3 erased, 1 under legal hold, 0 no longer due, 0 not erased; SHA-256 of the export's manifest {result.ExportSha256}",
            await DetailAsync("ErasureFinished")
        );
        Assert.Equal(
            administrator.Name,
            await database.Db.ScalarAsync<string>("select min(ActorName) from AuditEntry where Action = 'RecordsErased'")
        );
        Assert.Equal(0, await erase.RunAsync());

        // What is left is on the list of the next night, with the hold and its reason.
        database.Clock.MoveTo("2027-03-05 02:00");
        Assert.Equal(1, await propose.RunAsync());
        var next = await proposals.GetAsync((await proposals.ListAsync())[0].Id, 1);
        Assert.Equal((3, 2), (next.Proposal.Listed, next.ToErase));
        Assert.Equal("A busy club: A claim", next.Records[^1].WhyHeld);
    }

    [Fact]
    public async Task A_hold_that_was_there_at_the_approval_keeps_a_record_although_it_is_lifted_before_the_erasure()
    {
        var (administrator, organisation) = await AdministratorAsync();
        await EmailsAsync(1);
        await EmailsAsync(1, about: organisation);
        var proposal = await ProposedAsync();
        Assert.Null(
            (await new PlaceLegalHold(database.Db).RunAsync(administrator, HoldKind.Organisation, "A busy club", "A claim")).FirstRefusal
        );
        Assert.Null((await approve.RunAsync(administrator, proposal, 1)).FirstRefusal);
        var hold = (await database.Db.ReadAsync(LegalHoldQueries.StandingAsync))[0].Id;
        Assert.Null((await new LiftLegalHold(database.Db).RunAsync(administrator, hold, "Settled")).FirstRefusal);
        await erase.RunAsync();
        var result = (await proposals.GetAsync(proposal, 1)).Proposal;
        Assert.Equal((1, 1), (result.Erased, result.OnHold));
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "SubjectId = @organisation", new { organisation }));
    }

    [Fact]
    public async Task Two_people_who_approve_at_once_approve_once()
    {
        var (first, second) = (await scenario.PersonAsync(Role.Administrator), await scenario.PersonAsync(Role.Administrator));
        await EmailsAsync(5);
        var proposal = await ProposedAsync();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => Task.Run(() => approve.RunAsync(i % 2 == 0 ? first : second, proposal, 5)))
        );
        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'ErasureApproved'"));
        var finished = await Task.WhenAll(Task.Run(() => erase.RunAsync()), Task.Run(() => erase.RunAsync()));
        Assert.Equal(5, await database.CountAsync("AuditEntry", "Action = 'RecordsErased'"));
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'ErasureFinished'"));
        Assert.InRange(finished.Sum(), 1, 2);
        Assert.Equal(5, (await proposals.GetAsync(proposal, 1)).Proposal.Erased);
    }

    [Fact]
    public async Task An_erasure_that_was_stopped_goes_on_and_counts_all_that_it_erased()
    {
        var administrator = await scenario.PersonAsync(Role.Administrator);
        await EmailsAsync(5);
        var proposal = await ProposedAsync();
        Assert.Null((await approve.RunAsync(administrator, proposal, 5)).FirstRefusal);
        using var stopping = new CancellationTokenSource();
        var begun = 0;
        void Stop(Statement statement)
        {
            if (statement.Sql.StartsWith("insert into ErasedRecord", StringComparison.Ordinal) && ++begun == 2)
                stopping.Cancel();
        }
        database.Db.Trace += Stop;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => erase.RunAsync(stopping.Token));
        database.Db.Trace -= Stop;
        var half = (await proposals.GetAsync(proposal, 1)).Proposal;
        Assert.Equal((ProposalState.Approved, 2, 3), (half.State, half.Erased, half.Waiting));
        await erase.RunAsync();
        var result = (await proposals.GetAsync(proposal, 1)).Proposal;
        Assert.Equal((ProposalState.Finished, 5, 0), (result.State, result.Erased, result.Waiting));
        Assert.Equal(5, Directory.GetFiles(result.Folder!, "record.json", SearchOption.AllDirectories).Length);
        Assert.Equal(
            result.ExportSha256,
            (await VerifyArchive.RunAsync(Path.Combine(result.Folder!, nameof(RecordType.Email)))).ManifestSha256
        );
    }

    [Fact]
    public async Task A_record_that_cannot_be_exported_is_kept_with_the_reason()
    {
        var administrator = await scenario.PersonAsync(Role.Administrator);
        await EmailsAsync(2);
        var proposal = await ProposedAsync();
        Assert.Null((await approve.RunAsync(administrator, proposal, 2)).FirstRefusal);
        var folder = Path.Combine((await proposals.GetAsync(proposal, 1)).Proposal.Folder!, nameof(RecordType.Email));
        Directory.CreateDirectory(folder);
        var key = await database.Db.ScalarAsync<string>("select min(RecordKey) from RetentionProposalRecord");
        await File.WriteAllTextAsync(Path.Combine(folder, key!), "in the way");
        await erase.RunAsync();
        var page = await proposals.GetAsync(proposal, 1);
        Assert.Equal((1, 1), (page.Proposal.Erased, page.Proposal.Failed));
        Assert.NotNull(Assert.Single(page.Records).Reason);
        Assert.Equal(1, await database.CountAsync("OutboxEmail"));
    }

    [Fact]
    public async Task Without_a_folder_for_exports_nothing_is_approved()
    {
        var administrator = await scenario.PersonAsync(Role.Administrator);
        await EmailsAsync(2);
        var proposal = await ProposedAsync();
        Assert.Contains(
            "Retention__ExportFolder",
            (await new ApproveErasure(database.Db, new(null)).RunAsync(administrator, proposal, 2)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    private async Task<(Actor Administrator, Guid Organisation)> AdministratorAsync() =>
        (
            await scenario.PersonAsync(Role.Administrator),
            await scenario.OrganisationAsync(await scenario.PersonAsync(Role.Applicant), "A busy club")
        );

    private async Task<Guid> ProposedAsync()
    {
        database.Clock.MoveTo("2027-03-04 02:00");
        Assert.Equal(1, await propose.RunAsync());
        return (await proposals.ListAsync())[0].Id;
    }

    private Task<string?> DetailAsync(string action) =>
        database.Db.ScalarAsync<string>("select Detail from AuditEntry where Action = @action", new { action });

    private Task EmailsAsync(int count, string at = "2026-03-01 12:00", Guid? about = null) =>
        database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OutboxEmail (Id, ToAddress, Subject, TextBody, SubjectId, State, CreatedAt, NextAttemptAt, Attempts, SentAt) values (@Id, 'ann@example.org', 'Subject', 'Text', @About, 'Sent', @At, @At, 1, @At)",
                Enumerable
                    .Range(0, count)
                    .Select(_ => new
                    {
                        Id = Guid.NewGuid(),
                        About = about ?? Guid.NewGuid(),
                        At = DateTime.Parse(
                            at,
                            CultureInfo.InvariantCulture,
                            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
                        ),
                    })
                    .ToList()
            )
        );

    public void Dispose() => database.Dispose();
}
