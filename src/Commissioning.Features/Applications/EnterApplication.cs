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
    /// <param name="Eligibility">What the paper says to each question of the eligibility check; null: nothing.</param>
    public sealed record Command(
        Channel Channel,
        DateOnly ReceivedOn,
        OrganisationDetails Organisation,
        string? ContactEmail,
        IReadOnlyDictionary<Guid, bool?>? Eligibility = null
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
                if (OrganisationRules.WhyDetailsAreWrong(command.Organisation, await AreaQueries.ChoicesAsync(work)) is [var wrong, ..])
                    return wrong;
                if (ApplicationRules.WhyKindCannotApply(details, command.Organisation.Kind) is { } unfit)
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
                var organisation = await OrganisationAsync(work, actor, command.Organisation, email);
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
                        "select count(*) from Application where RoundId = @round and OrganisationId = @organisation and Status <> 'Withdrawn'",
                        row
                    ) > 0
                )
                    return new Refusal($"{command.Organisation.Name} already has an application in this round", nameof(Actor.Name));
                await work.ExecuteAsync(
                    """
                    insert into Application (Id, RoundId, OrganisationId, Status, StartedBy, StartedAt, DueDiligence, Version, Channel, ReceivedOn, ContactEmail)
                    values (@id, @round, @organisation, 'Draft', @Person, @Now, 'NotStarted', 1, @Channel, @ReceivedOn, @email)
                    """,
                    row
                );
                work.Note(
                    $"{command.Organisation.Name}, {Changes.Words(command.Channel)}, received on {LondonTime.Date(command.ReceivedOn)}"
                );
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

    /// <summary>The organisation with this name and postcode, or a new one; the owner of the address may join it later.</summary>
    private static async Task<Guid> OrganisationAsync(Work work, Actor actor, OrganisationDetails details, string? email)
    {
        if (
            await work.FirstOrDefaultAsync<Guid?>(
                "select Id from Organisation where lower(Name) = lower(@Name) and Postcode = @Postcode order by CreatedAt, Id",
                new { details.Name, details.Postcode }
            ) is
            { } known
        )
            return known;
        var id = Guid.CreateVersion7();
        await SaveOrganisation.InsertAsync(work, id, details);
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
}
