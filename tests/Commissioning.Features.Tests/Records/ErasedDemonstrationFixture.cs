using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Records;
using Commissioning.Features.Records;
using Commissioning.Platform.Email;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Features.Tests.Records;

/// <summary>
/// The demonstration with one word in every text that ought to go, of every type of record; then the retention period of all of it ends and
/// all of it is erased, with what happened on the way.
/// </summary>
public sealed class ErasedDemonstrationFixture : IAsyncLifetime
{
    public sealed record TypeErasure(
        RecordType Type,
        Result<EraseRecords.Erasure> Result,
        IReadOnlyList<RetentionPlan.DueRecord> LeftDue,
        IReadOnlyList<string> Faults
    );

    public DemonstrationHostWithoutPdf Host { get; } = new();
    public string Export => Path.Combine(Host.Folder, "erased");
    public Actor Administrator { get; private set; } = null!;
    public Actor Officer { get; private set; } = null!;
    public Guid Zones { get; private set; }
    public Guid Awarded { get; private set; }
    public Guid Award { get; private set; }
    public Guid Lost { get; private set; }
    public Guid Held { get; private set; }
    public string HeldReference { get; private set; } = null!;
    public Guid File { get; private set; }
    public string FundedProjectsBefore { get; private set; } = null!;
    public Result HoldPlaced { get; private set; } = null!;
    public Dictionary<RecordType, IReadOnlyList<RetentionPlan.DueRecord>> DueWhileYoung { get; } = [];
    public Dictionary<RecordType, IReadOnlyList<RetentionPlan.DueRecord>> DueLater { get; } = [];

    /// <summary>Applications without a grant that are due; the export of the second cannot be written at first.</summary>
    public IReadOnlyList<RetentionPlan.DueRecord> Unsuccessful { get; private set; } = [];
    public EraseRecords.Erasure WithObstacle { get; private set; } = null!;
    public int DueAfterObstacle { get; private set; }
    public EraseRecords.Erasure AfterObstacle { get; private set; } = null!;
    public IReadOnlyList<string> FaultsAfterObstacle { get; private set; } = [];
    public EraseRecords.Erasure? WithoutManifest { get; private set; }
    public int ExportedRecords { get; private set; }
    public string? HeldSummary { get; private set; }
    public IReadOnlyList<LegalHoldQueries.Hold> Holds { get; private set; } = [];
    public Result HoldLifted { get; private set; } = null!;
    public List<TypeErasure> ByType { get; } = [];

    public async Task InitializeAsync()
    {
        await Host.InitializeAsync();
        await PrepareAsync();
        foreach (var type in Enum.GetValues<RecordType>())
            DueWhileYoung[type] = await DueAsync(type);
        Host.Clock.MoveTo("2051-06-01 12:00");
        foreach (var type in Enum.GetValues<RecordType>())
            DueLater[type] = await DueAsync(type);
        await EraseUnsuccessfulAsync();
        Holds = await Host.Db.ReadAsync(LegalHoldQueries.StandingAsync);
        HoldLifted = await Host.WithAsync<LiftLegalHold, Result>(lift => lift.RunAsync(Administrator, Holds[0].Id, "Settled"));
        foreach (
            var type in Enum.GetValues<RecordType>()
                .OrderBy(type => type is RecordType.Award or RecordType.OrganisationDetails or RecordType.Account ? 1 : 0)
        )
        {
            var erased = await EraseAsync(type);
            ByType.Add(
                new(
                    type,
                    erased,
                    await DueAsync(type),
                    erased.Value is { Erased: > 0 } ? (await VerifyArchive.RunAsync(Path.Combine(Export, type.ToString()))).Faults : []
                )
            );
        }
    }

    private async Task PrepareAsync()
    {
        Administrator = await Host.Scenario.PersonAsync(Role.Administrator);
        Officer = await Host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var leaving = await Host.Scenario.PersonAsync(Role.Applicant);
        // Once the portal has run for a minute it would write to people whose details carry the word: another node does that job.
        await Host.Db.HousekeepAsync(async work =>
            await work.ExecuteAsync(
                "update JobLease set LeasedBy = 'another', Until = '2099-01-01 00:00:00.000', Token = Token + 1 where Name = 'reminders'"
            ) > 0
                ? 1
                : await work.ExecuteAsync(
                    "insert into JobLease (Name, LeasedBy, Until, Token) values ('reminders', 'another', '2099-01-01 00:00:00.000', 1)"
                )
        );
        // An e-mail that has not left yet keeps what it is about, so those of the demonstration leave first.
        while (await Host.Database.CountAsync("OutboxEmail", "State in ('Waiting', 'Claimed')") > 0)
            await Host.Services.GetRequiredService<OutboxSender>().SendDueAsync();
        // A lead council is kept while it leads an area, so here none does any more.
        await Host.Db.HousekeepAsync(work => work.ExecuteAsync("update CspArea set LeadOrganisationId = null, RemittanceEmail = null"));
        var now = Host.Clock.UtcNow();
        Zones = await Host.Db.ScalarAsync<Guid>(
            "select r.Id from Round r join Fund f on f.Id = r.FundId where f.Name = 'People Zones' and r.BudgetYear = '2024-25'"
        );
        Awarded = (
            await Host.Db.QueryAsync<Guid>("select ApplicationId from Award where RoundId = @zones order by Number", new { zones = Zones })
        )[0];
        Award = await Host.Db.ScalarAsync<Guid>("select Id from Award where ApplicationId = @awarded", new { awarded = Awarded });
        var without = await Host.Db.QueryAsync<Guid>(
            "select a.Id from Application a where a.RoundId = @zones and a.Status = 'Submitted' and not exists (select 1 from Award w where w.ApplicationId = a.Id) order by a.Number",
            new { zones = Zones }
        );
        (Lost, Held) = (without[0], without[^1]);
        File = await EraseRecordsTests.ScoreAsync(Host, Awarded, Award, Lost, Held, leaving, Zones, now);
        FundedProjectsBefore = (await Host.Visitor().OpenAsync(Links.Publishing.Round(Zones))).Text;
        HeldReference = (await Host.Db.ScalarAsync<string>("select Reference from Application where Id = @Held", new { Held }))!;
        HoldPlaced = await Host.WithAsync<PlaceLegalHold, Result>(place =>
            place.RunAsync(Administrator, HoldKind.Application, HeldReference, "A claim before the court")
        );
    }

    /// <summary>One record's export cannot be written; processes are killed after an export and before the manifest.</summary>
    private async Task EraseUnsuccessfulAsync()
    {
        Unsuccessful = DueLater[RecordType.UnsuccessfulApplication].Where(record => !record.OnLegalHold).ToList();
        var folder = Path.Combine(Export, nameof(RecordType.UnsuccessfulApplication));
        var obstacle = Path.Combine(folder, Unsuccessful[1].Key);
        Directory.CreateDirectory(folder);
        await System.IO.File.WriteAllTextAsync(obstacle, "in the way");
        WithObstacle = (await EraseAsync(RecordType.UnsuccessfulApplication)).Value!;
        DueAfterObstacle = (await DueAsync(RecordType.UnsuccessfulApplication)).Count(record => !record.OnLegalHold);
        System.IO.File.Delete(obstacle);
        // A process killed after its export and before its end left this behind.
        Directory.CreateDirectory(obstacle);
        await System.IO.File.WriteAllTextAsync(Path.Combine(obstacle, "record.json"), "half");
        AfterObstacle = (await EraseAsync(RecordType.UnsuccessfulApplication)).Value!;
        FaultsAfterObstacle = (await VerifyArchive.RunAsync(folder)).Faults;
        // A process killed after its last record wrote no manifest.
        System.IO.File.Delete(Path.Combine(folder, "manifest.csv"));
        WithoutManifest = (await EraseAsync(RecordType.UnsuccessfulApplication)).Value;
        ExportedRecords = Directory.GetFiles(folder, "record.json", SearchOption.AllDirectories).Length;
        HeldSummary = await Host.Db.ScalarAsync<string>("select Summary from Application where Id = @Held", new { Held });
    }

    private Task<IReadOnlyList<RetentionPlan.DueRecord>> DueAsync(RecordType type) =>
        Host.WithAsync<RetentionPlan, IReadOnlyList<RetentionPlan.DueRecord>>(plan => plan.DueAsync(type));

    private Task<Result<EraseRecords.Erasure>> EraseAsync(RecordType type) =>
        Host.WithAsync<EraseRecords, Result<EraseRecords.Erasure>>(erase => erase.RunAsync(Administrator, type, Export));

    public Task DisposeAsync() => Host.DisposeAsync();
}
