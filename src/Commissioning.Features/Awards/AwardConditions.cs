using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Awards;

/// <summary>Conditions before payment (R19, R69): files from the organisation, and conditions an officer adds. Payments wait until each is
/// accepted or waived.</summary>
public sealed class AwardConditions(Db db, FileStore files, Office office, TimeProvider clock)
{
    private sealed record ConditionRow
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required string Name { get; init; }
        public required ConditionState State { get; init; }
        public Guid? FileId { get; init; }
        public Guid? GivenBy { get; init; }
        public required int Version { get; init; }
    }

    /// <summary>Adds the round's standard conditions to every award in a batch of letters.</summary>
    internal static async Task MakeAsync(Work work, Guid batch)
    {
        var wanted = await work.QueryAsync<WantedCondition>(WantedSql, new { batch });
        await work.ExecuteAsync(
            "insert into AwardCondition (Id, AwardId, Position, Name, Hint, Stage, DocumentKindId, State, Version) values (@Id, @AwardId, @Position, @Name, @Hint, @Stage, @DocumentKindId, 'Wanted', 1)",
            wanted.Select(one => new
            {
                Id = Guid.CreateVersion7(),
                one.AwardId,
                one.Position,
                one.Name,
                one.Hint,
                one.Stage,
                one.DocumentKindId,
            })
        );
    }

    public async Task<Result> GiveAsync(Actor actor, Guid application, Guid requirement, Upload upload)
    {
        if (await db.ReadAsync(work => WhyNotGivenAsync(work, actor, application, requirement, nameof(upload))) is { } late)
            return late;
        var file = await files.WriteAsync(actor, upload, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.ConditionEvidenceGiven,
            application,
            async work =>
            {
                if (await WhyNotGivenAsync(work, actor, application, requirement, nameof(upload)) is { } refusal)
                    return refusal;
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteOneAsync(
                    "update AwardCondition set State = 'Given', FileId = @FileId, GivenBy = @By, GivenAt = @Now, Note = null, Version = Version + 1 where Id = @requirement",
                    new
                    {
                        requirement,
                        FileId = file.Id,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{file.Name}, SHA-256 {file.Sha256}");
                return Result.Done;
            }
        );
    }

    /// <summary>Accepts the condition, sends it back or waives it, as <paramref name="to"/> says.</summary>
    public Task<Result> DecideAsync(Actor actor, Guid award, Guid requirement, int version, ConditionState to, string? note) =>
        db.ChangeAsync(
            actor,
            to switch
            {
                ConditionState.Accepted => AuditAction.ConditionAccepted,
                ConditionState.NotNeeded => AuditAction.ConditionWaived,
                _ => AuditAction.ConditionSentBack,
            },
            award,
            async work =>
            {
                var found = await FindAsync(work, award, requirement);
                if (to != ConditionState.Wanted && found.GivenBy == actor.Id)
                    return new Refusal("You sent this file in yourself, so someone else must check it", nameof(note));
                if (to == ConditionState.Given)
                    return new Refusal("Choose whether the condition is met, sent back or not needed", nameof(to));
                if (to != ConditionState.Accepted && string.IsNullOrWhiteSpace(note))
                    return new Refusal(
                        to == ConditionState.Wanted
                            ? "Say what is missing or wrong. The organisation reads this."
                            : "Say why it is not needed",
                        nameof(note)
                    );
                if (to == ConditionState.Accepted && found.FileId is null && string.IsNullOrWhiteSpace(note))
                    return new Refusal("Say what you have seen, because the organisation did not send a file", nameof(note));
                if (note?.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", nameof(note));
                await work.ExecuteOneAsync(
                    "update AwardCondition set State = @to, Note = @Note, DecidedBy = @By, DecidedAt = @Now, Version = Version + 1 where Id = @requirement and Version = @version",
                    new
                    {
                        requirement,
                        version,
                        to,
                        Note = note?.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                if (to == ConditionState.Wanted)
                {
                    var row = await AwardReader.FindAsync(work, award);
                    await work.EmailAsync(
                        new(
                            row.ContactEmail,
                            $"We need something more for {row.Reference}",
                            $"{found.Name}: {note!.Trim()}\n\n{office.LinkTo(Links.Awards.MyGrant(row.ApplicationId))}\n\n{office.FunderName}",
                            row.ApplicationId
                        )
                    );
                }
                work.Note($"{found.Name}. {note?.Trim()}");
                return Result.Done;
            }
        );

    public Task<Result> AddAsync(Actor actor, Guid award, string? name, string? hint, DocumentStage stage) =>
        db.ChangeAsync(
            actor,
            AuditAction.ConditionAdded,
            award,
            async work =>
            {
                var row = await AwardReader.FindAsync(work, award);
                if (row.OfferedAt is null)
                    return new Refusal("The grant has not been offered yet, so the organisation does not know about it");
                if (row.EndedAt is not null)
                    return new Refusal("The grant has ended, so you can ask for nothing more");
                if (name?.Trim() is not { Length: > 0 and <= 200 } wanted)
                    return new Refusal("Say what is needed, in up to 200 characters", nameof(name));
                if (hint?.Length > 1000)
                    return new Refusal("Shorten the explanation to 1,000 characters", nameof(hint));
                var last =
                    await work.ScalarAsync<int?>("select max(Position) from AwardCondition where AwardId = @award", new { award }) ?? 0;
                await work.ExecuteAsync(
                    "insert into AwardCondition (Id, AwardId, Position, Name, Hint, Stage, State, Version) values (@Id, @award, @Position, @wanted, @Hint, @Stage, 'Wanted', 1)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        award,
                        Position = last + 1,
                        wanted,
                        Hint = hint?.Trim(),
                        Stage = stage == DocumentStage.OnOffer ? stage : DocumentStage.BeforePayment,
                    }
                );
                await work.EmailAsync(
                    new(
                        row.ContactEmail,
                        $"We need something for {row.Reference}",
                        $"{wanted}\n{hint?.Trim()}\n\n{office.LinkTo(Links.Awards.MyGrant(row.ApplicationId))}\n\n{office.FunderName}",
                        row.ApplicationId
                    )
                );
                work.Note(new Changes(isNew: true).Add("Condition", null, wanted).Add("Explanation", null, hint).ToString());
                return Result.Done;
            }
        );

    public async Task<StoredFile> OpenMineAsync(Actor actor, Guid application, Guid requirement) =>
        await files.OpenAsync(
            await db.ReadAsync(async work =>
                (await FindAsync(work, (await AwardReader.FindMineAsync(work, actor, application)).Id, requirement)).FileId
                ?? throw new NotFoundException("No file was given")
            )
        );

    public async Task<StoredFile> OpenAsync(Guid award, Guid requirement) =>
        await files.OpenAsync(
            await db.ReadAsync(async work =>
                (await FindAsync(work, award, requirement)).FileId ?? throw new NotFoundException("No file was given")
            )
        );

    private static async Task<Refusal?> WhyNotGivenAsync(Work work, Actor actor, Guid application, Guid requirement, string field)
    {
        var award = await AwardReader.FindMineAsync(work, actor, application);
        var found = await FindAsync(work, award.Id, requirement);
        if (award.EndedAt is not null)
            return new("The grant has ended, so nothing more is needed", field);
        return found.State is ConditionState.Accepted or ConditionState.NotNeeded
            ? new($"{found.Name} has already been dealt with", field)
            : null;
    }

    private static Task<ConditionRow> FindAsync(Work work, Guid award, Guid requirement) =>
        work.FindAsync<ConditionRow>(
            "select Id, AwardId, Name, State, FileId, GivenBy, Version from AwardCondition where Id = @requirement and AwardId = @award",
            new { award, requirement }
        );

    private const string WantedSql = """
        select   w.Id as AwardId, k.Id as DocumentKindId, row_number() over (partition by w.Id order by k.Position) + (select count(*) from AwardCondition r where r.AwardId = w.Id) as Position, k.Name, k.Hint, k.Stage
        from     Letter l
        join     Award w on w.ApplicationId = l.ApplicationId
        join     DocumentKind k on k.RoundId = w.RoundId
        where    l.BatchId = @batch and l.Kind in ('Award', 'PartAward') and k.Stage in ('OnOffer', 'BeforePayment') and not exists (select 1 from AwardCondition r where r.AwardId = w.Id and r.DocumentKindId = k.Id)
        order by w.Number, k.Position
        """;

    private sealed record WantedCondition
    {
        public required Guid AwardId { get; init; }
        public required Guid DocumentKindId { get; init; }
        public required int Position { get; init; }
        public required string Name { get; init; }
        public string? Hint { get; init; }
        public required DocumentStage Stage { get; init; }
    }
}
