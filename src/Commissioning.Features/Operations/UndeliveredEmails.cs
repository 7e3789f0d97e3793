using Commissioning.Domain;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>A message about an organisation that its mail server refused: a task of the office until somebody has reached the
/// organisation in another way.</summary>
public static class UndeliveredEmails
{
    public sealed record UndeliveredEmail
    {
        public required Guid Id { get; init; }
        public required string ToAddress { get; init; }
        public required string Subject { get; init; }
        public required DateTime CreatedAt { get; init; }
        public string? LastError { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required string Phone { get; init; }

        /// <summary>Null: it is about the organisation.</summary>
        public Guid? ApplicationId { get; init; }
        public string? Reference { get; init; }
        public Guid? AwardId { get; init; }

        /// <summary>Null: still a task.</summary>
        public DateTime? DealtWithAt { get; init; }
        public required string State { get; init; }
    }

    /// <param name="Told">Who is written to now about this record.</param>
    public sealed record UndeliveredPage(UndeliveredEmail Email, IReadOnlyList<Recipient> Told, Refusal? WhyNot);

    internal static Task<Guid> AboutAsync(Db db, Guid email) =>
        db.ReadAsync(async work =>
        {
            var found = (await GetAsync(work, email)).Email;
            return found.ApplicationId ?? found.OrganisationId;
        });

    public static async Task<UndeliveredPage> GetAsync(Work work, Guid email)
    {
        var found = await work.FindAsync<UndeliveredEmail>(Sql, new { email });
        return new(
            found,
            found.ApplicationId is { } application
                ? await Recipients.OfAsync(work, application, Importance.Decision)
                : await OrganisationRecipients.OfAsync(work, found.OrganisationId, Importance.Decision),
            found.State != "Failed" || found.DealtWithAt is not null ? new("This message has already been dealt with") : null
        );
    }

    private const string Sql = """
        select    e.Id, e.ToAddress, e.Subject, e.CreatedAt, e.LastError, e.State, e.DealtWithAt, o.Id as OrganisationId, o.Name as Organisation, o.Phone, a.Id as ApplicationId, a.Reference, w.Id as AwardId
        from      OutboxEmail e
        left join MonitoringReturn t on t.Id = e.SubjectId
        left join Payment y on y.Id = e.SubjectId
        left join Claim c on c.Id = e.SubjectId
        left join Award s on s.Id = coalesce(t.AwardId, y.AwardId, c.AwardId, e.SubjectId)
        left join Application a on a.Id = coalesce(s.ApplicationId, e.SubjectId)
        left join Award w on w.ApplicationId = a.Id
        join      Organisation o on o.Id = coalesce(a.OrganisationId, e.SubjectId)
        where     e.Id = @email
        """;
}
