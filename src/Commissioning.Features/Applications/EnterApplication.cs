using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>An officer enters an application that came on paper, in Word or by telephone (R13), on the applicant's own pages. It is marked,
/// and otherwise like any other.</summary>
public sealed class EnterApplication(Db db)
{
    /// <param name="Organisation">The details of a new organisation. Null: it is known.</param>
    /// <param name="Eligibility">What the paper says to each question of the eligibility check; null: nothing.</param>
    /// <param name="Known">The organisation that was picked. Null: it is new.</param>
    /// <param name="IsAnother">The officer has seen those that it may already be, and says that it is new.</param>
    public sealed record Command(
        Channel Channel,
        DateOnly ReceivedOn,
        OrganisationDetails? Organisation,
        string? ContactEmail,
        IReadOnlyDictionary<Guid, bool?>? Eligibility = null,
        Guid? Known = null,
        bool IsAnother = false
    );

    public sealed record PaperApplicationRow
    {
        public required Guid Id { get; init; }
        public required string Organisation { get; init; }
        public required Channel Channel { get; init; }
        public required ApplicationStatus Status { get; init; }
        public string? Reference { get; init; }
        public DateOnly? ReceivedOn { get; init; }
    }

    /// <summary>Applications of a round that an officer entered or is entering.</summary>
    public Task<IReadOnlyList<PaperApplicationRow>> ListAsync(Guid round) =>
        db.QueryAsync<PaperApplicationRow>(
            """
            select   a.Id, o.Name as Organisation, a.Channel, a.Status, a.Reference, a.ReceivedOn
            from     Application a
            join     Organisation o on o.Id = a.OrganisationId
            where    a.RoundId = @round and a.Channel <> 'Online'
            order by a.StartedAt, a.Id
            """,
            new { round }
        );

    public async Task<Result<Guid>> RunAsync(Actor actor, Guid round, Command command)
    {
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.ApplicationEntered,
            id,
            async work =>
            {
                await work.ExecuteOneAsync("update RoundTally set Drafts = Drafts + 1 where RoundId = @round", new { round });
                var details = await RoundReader.GetAsync(work, round);
                if (ApplicationRules.WhyCannotEnter(details, command.ReceivedOn, work.Now) is { } refusal)
                    return refusal;
                var kinds = await OfficeSettings.KindsAsync(work);
                if (
                    command.Known is null
                    && OrganisationRules.WhyDetailsAreWrong(command.Organisation!, await AreaQueries.ChoicesAsync(work), kinds)
                        is [var wrong, ..]
                )
                    return wrong;
                var picked = command.Known is { } chosen
                    ? await work.FindAsync<Picked>(
                        "select h.Id, h.Name, h.Kind from Organisation o join Organisation h on h.Id = coalesce(o.SameAs, o.Id) where o.Id = @chosen",
                        new { chosen }
                    )
                    : null;
                if (ApplicationRules.WhyKindCannotApply(details, picked?.Kind ?? command.Organisation!.Kind, kinds) is { } unfit)
                    return unfit;
                var questions = await RoundReader.EligibilityAsync(work, round);
                if (EligibilityRules.WhyCannotStart(questions, command.Eligibility, onPaper: true) is { } ineligible)
                    return ineligible with { Field = nameof(Command.Eligibility) };
                var email = string.IsNullOrWhiteSpace(command.ContactEmail) ? null : EmailAddress.Parse(command.ContactEmail);
                if (email is null && !string.IsNullOrWhiteSpace(command.ContactEmail))
                    return new Refusal(
                        "Enter the e-mail address in full, such as name@example.org, or leave it empty",
                        nameof(Command.ContactEmail)
                    );
                if (picked is null && await KnownAsync(work, command.Organisation!) is { } same)
                    picked = same;
                if (
                    picked is null
                    && !command.IsAnother
                    && await FindOrganisations.AlikeAsync(work, command.Organisation!, email) is { Count: > 0 } alike
                )
                    return new Refusal(
                        $"{string.Join(" and ", alike.Select(one => $"{one.Name} ({one.About})"))} may be the same organisation. Choose it, or say that this is a new one.",
                        nameof(Command.Known)
                    );
                var name = picked?.Name ?? command.Organisation!.Name;
                var organisation = picked?.Id ?? await NewAsync(work, actor, command.Organisation!, email);
                var row = new
                {
                    id,
                    round,
                    organisation,
                    Person = actor.Id,
                    work.Now,
                    command.Channel,
                    command.ReceivedOn,
                    email,
                };
                if (
                    await work.ScalarAsync<int>(
                        $"select count(*) from Application a where a.RoundId = @round and a.OrganisationId in {LinkedOrganisations.IdsSql("@organisation")} and a.Status <> 'Withdrawn'",
                        row
                    ) > 0
                )
                    return new Refusal($"{name} already has an application in this round", nameof(Actor.Name));
                await work.ExecuteAsync(
                    """
                    insert into Application (Id, RoundId, OrganisationId, Status, StartedBy, StartedAt, DueDiligence, Version, Channel, ReceivedOn, ContactEmail)
                    values (@id, @round, @organisation, 'Draft', @Person, @Now, 'NotStarted', 1, @Channel, @ReceivedOn, @email)
                    """,
                    row
                );
                work.Note($"{name}, {Changes.Words(command.Channel)}, received on {LondonTime.Date(command.ReceivedOn)}");
                await EligibilityAnswers.KeepAsync(
                    work,
                    id,
                    actor.Id,
                    questions,
                    new() { AnsweredAt = work.Now, Answers = command.Eligibility ?? new Dictionary<Guid, bool?>() }
                );
                return Result.Made(id);
            }
        );
    }

    /// <summary>The organisation with this name and postcode; of several records of one, the one that stands.</summary>
    private static Task<Picked?> KnownAsync(Work work, OrganisationDetails details) =>
        work.FirstOrDefaultAsync<Picked>(
            "select h.Id, h.Name, h.Kind from Organisation o join Organisation h on h.Id = coalesce(o.SameAs, o.Id) where lower(o.Name) = lower(@Name) and o.Postcode = @Postcode order by o.CreatedAt, h.Id",
            new { details.Name, details.Postcode }
        );

    /// <summary>A new organisation, which is found from now on; the owner of the address may join it later.</summary>
    private static async Task<Guid> NewAsync(Work work, Actor actor, OrganisationDetails details, string? email)
    {
        var id = Guid.CreateVersion7();
        await AddOrganisation.InsertAsync(work, id, details);
        await MatchIndex.IndexAsync(work, id);
        if (email is not null)
            await work.ExecuteAsync(
                "insert into OrganisationInvitation (OrganisationId, Email, InvitedBy, InvitedAt) values (@id, @email, @By, @Now)",
                new
                {
                    id,
                    email,
                    By = actor.Id,
                    work.Now,
                }
            );
        return id;
    }

    private sealed record Picked
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Kind { get; init; }
    }
}
