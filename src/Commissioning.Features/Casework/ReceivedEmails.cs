using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Casework;

/// <summary>E-mails that came to the mailbox, for officers.</summary>
public static class ReceivedEmails
{
    public sealed record Received
    {
        public required Guid Id { get; init; }
        public required ReceivedEmailKind Kind { get; init; }
        public required string FromAddress { get; init; }
        public required string FromName { get; init; }
        public required string Subject { get; init; }
        public required string Wording { get; init; }
        public string? LeftOut { get; init; }
        public required DateTime ReceivedAt { get; init; }

        /// <summary>The subject of the e-mail of ours that it names. Null: none.</summary>
        public string? OurSubject { get; init; }
        public Guid? ApplicationId { get; init; }
        public string? Reference { get; init; }
        public Guid? OrganisationId { get; init; }
        public string? Organisation { get; init; }

        /// <summary>The member whose address it comes from. Null: an address that we do not know.</summary>
        public string? Member { get; init; }
        public required bool MustRead { get; init; }
        public DateTime? ReadAt { get; init; }
        public string? Reader { get; init; }

        /// <summary>What it is, in words for staff.</summary>
        public string What =>
            Kind switch
            {
                ReceivedEmailKind.Reply => Member is null ? "Answer from an address that we do not know" : $"Answer of {Member}",
                ReceivedEmailKind.AutoReply => "Automatic answer",
                ReceivedEmailKind.Bounce => "Could not be delivered",
                ReceivedEmailKind.Delay => "Report of a mail server",
                _ => ApplicationId is null ? "Nobody knows where it belongs" : "Put with an application by an officer",
            };
    }

    public sealed record ReceivedFile
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required ScanState ScanState { get; init; }
    }

    /// <summary>What came about an organisation, on all its records, and its applications, the newest 100 first.</summary>
    public static async Task<IReadOnlyList<Received>> OfOrganisationAsync(Work work, Guid organisation) =>
        (
            await work.QueryAsync<Received>(
                $"{Sql} where e.OrganisationId in {LinkedOrganisations.IdsSql("@organisation")} order by e.ReceivedAt desc, e.Id",
                new { organisation }
            )
        )
            .Take(100)
            .ToList();

    public static Task<Received> GetAsync(Work work, Guid email) => work.FindAsync<Received>($"{Sql} where e.Id = @email", new { email });

    public static Task<IReadOnlyList<ReceivedFile>> FilesAsync(Work work, Guid email) =>
        work.QueryAsync<ReceivedFile>(
            """
            select   s.Id, s.Name, s.ScanState
            from     ReceivedEmailFile f
            join     StoredFile s on s.Id = f.FileId
            where    f.EmailId = @email
            order by f.Position
            """,
            new { email }
        );

    private const string Sql = """
        select    e.Id, e.Kind, e.FromAddress, e.FromName, e.Subject, e.Wording, e.LeftOut, e.ReceivedAt, b.Subject as OurSubject, e.ApplicationId, a.Reference, e.OrganisationId,
                  o.Name as Organisation, p.DisplayName as Member, e.MustRead, e.ReadAt, q.DisplayName as Reader
        from      ReceivedEmail e
        left join OutboxEmail b on b.Id = e.EmailId
        left join Application a on a.Id = e.ApplicationId
        left join Organisation o on o.Id = e.OrganisationId
        left join Person p on p.Id = e.MemberId
        left join Person q on q.Id = e.ReadBy
        """;
}
