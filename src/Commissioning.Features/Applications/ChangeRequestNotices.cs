using Commissioning.Domain;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Who is told about a request for changes: the applicant, and the assessors of that application.</summary>
internal static class ChangeRequestNotices
{
    /// <summary>Everybody in the organisation; for an application on paper, its address.</summary>
    public static async Task TellApplicantAsync(
        Work work,
        ChangeRequestQueries.RequestedApplication application,
        Func<Recipient, Task> send
    )
    {
        var people = await work.QueryAsync<Recipient>(
            "select p.DisplayName as Name, p.Email from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @OrganisationId order by p.Email",
            application
        );
        foreach (var person in people.Count == 0 && application.ContactEmail is { } contact ? [new("", contact)] : people)
            await send(person);
    }

    /// <summary>Assessors who did not declare a conflict. The reference is all that is said of the applicant, because a round may hide
    /// who applies.</summary>
    public static async Task TellAssessorsAsync(
        Work work,
        Office office,
        ChangeRequestQueries.RequestedApplication application,
        string news,
        string what
    )
    {
        foreach (var assessor in await work.QueryAsync<Assessor>(AssessorsSql, application))
            await RoundMessage.SendAsync(
                work,
                office,
                application.RoundId,
                MessageKind.SheetAffected,
                new(assessor.DisplayName, assessor.Email),
                new Dictionary<string, string>
                {
                    ["reference"] = application.Reference ?? "",
                    ["news"] = news,
                    ["what"] = what,
                },
                Links.Scoring.Sheet(assessor.AssignmentId),
                about: application.Id
            );
    }

    private const string AssessorsSql = """
        select   s.Id as AssignmentId, p.DisplayName, p.Email
        from     ScoringAssignment s
        join     Person p on p.Id = s.AssessorId
        where    s.ApplicationId = @Id and s.Conflict in ('NotDeclared', 'None')
        order by p.Email, s.Id
        """;

    private sealed record Assessor
    {
        public required Guid AssignmentId { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
