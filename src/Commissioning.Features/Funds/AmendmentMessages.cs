using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Tells those whom an amendment concerns: everybody with a draft or a score sheet, everybody with an application when the round
/// is withdrawn, or the one applicant.</summary>
internal static class AmendmentMessages
{
    /// <param name="round">The round as it was before.</param>
    public static async Task TellAsync(Work work, Round round, RoundAmendment amendment, Office office)
    {
        var applicants = await work.QueryAsync<Told>(
            ApplicantsSql,
            new
            {
                amendment.RoundId,
                amendment.ApplicationId,
                WithSent = amendment.Kind == AmendmentKind.Withdrawal,
            }
        );
        var what = amendment.InPublic ?? OneApplicant(amendment);
        var isOver = amendment.Kind == AmendmentKind.Withdrawal;
        if (amendment.Kind != AmendmentKind.Assessor)
            foreach (var person in applicants)
                await RoundMessage.SendAsync(
                    work,
                    office,
                    round.Id,
                    MessageKind.AmendmentForApplicant,
                    new(person.DisplayName, person.Email),
                    new Dictionary<string, string>
                    {
                        ["change"] = Subject(amendment),
                        ["what"] = what,
                        ["ended"] = isOver ? "We will not consider any application in this round." : "",
                        ["work"] = person.IsDraft ? "draft" : "application",
                        ["project"] = person.Project,
                        ["organisation"] = person.Organisation,
                    },
                    person.IsDraft
                        ? Links.Applications.TaskList(person.Application!.Value)
                        : Links.Applications.Receipt(person.Application!.Value),
                    about: person.Application!.Value
                );
        var assessors = amendment.ApplicationId is null
            ? await work.QueryAsync<Told>(AssessorsSql, new { amendment.RoundId, amendment.AssessorId })
            : [];
        foreach (var person in assessors)
            await RoundMessage.SendAsync(
                work,
                office,
                round.Id,
                MessageKind.AmendmentForAssessor,
                new(person.DisplayName, person.Email),
                new Dictionary<string, string>
                {
                    ["change"] = Subject(amendment),
                    ["what"] = what,
                    ["ended"] = isOver ? "There is nothing left to score in this round." : "",
                },
                Links.Scoring.Queue(round.Id)
            );
        work.Note($"{applicants.Count} applicants and {assessors.Count} assessors told");
    }

    private static string OneApplicant(RoundAmendment amendment) =>
        $"You can send your application until {LondonTime.DateAndTime(amendment.ClosesAt!.Value)} (UK time).";

    private static string Subject(RoundAmendment amendment) =>
        amendment.Kind switch
        {
            AmendmentKind.LaterDates => "later dates",
            AmendmentKind.Assessor => "a change of the panel",
            AmendmentKind.Pot => "more money",
            AmendmentKind.Priorities => "more priorities",
            AmendmentKind.Withdrawal => "the round is withdrawn",
            _ => "more time for your application",
        };

    private const string ApplicantsSql = """
        select   a.Id as Application, case when a.Status = 'Draft' then 1 else 0 end as IsDraft, coalesce(a.ProjectName, 'Your application') as Project, o.Name as Organisation, p.DisplayName, p.Email
        from     Application a
        join     Organisation o on o.Id = a.OrganisationId
        join     OrganisationMember m on m.OrganisationId = a.OrganisationId
        join     Person p on p.Id = m.PersonId
        where    a.RoundId = @RoundId and a.Channel = 'Online' and (a.Status = 'Draft' or (a.Status = 'Submitted' and @WithSent = 1)) and (@ApplicationId is null or a.Id = @ApplicationId)
        union
        select   a.Id, case when a.Status = 'Draft' then 1 else 0 end, coalesce(a.ProjectName, 'Your application'), o.Name, '', a.ContactEmail
        from     Application a
        join     Organisation o on o.Id = a.OrganisationId
        where    a.RoundId = @RoundId and a.Channel <> 'Online' and a.ContactEmail is not null and (a.Status = 'Draft' or (a.Status = 'Submitted' and @WithSent = 1)) and (@ApplicationId is null or a.Id = @ApplicationId)
        order by 1, 6
        """;
    private const string AssessorsSql = """
        select   cast(null as uniqueidentifier) as Application, 0 as IsDraft, '' as Project, '' as Organisation, p.DisplayName, p.Email
        from     PanelMember m
        join     Person p on p.Id = m.PersonId
        where    m.RoundId = @RoundId and m.LeftAt is null and (@AssessorId is null or m.PersonId <> @AssessorId)
        order by p.Email, p.Id
        """;

    private sealed record Told
    {
        public Guid? Application { get; init; }
        public required bool IsDraft { get; init; }
        public required string Project { get; init; }
        public required string Organisation { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
