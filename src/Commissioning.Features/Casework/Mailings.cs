using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Messages between officers and applicants.</summary>
public static class Mailings
{
    /// <summary>A message to applicants of a round, and how far it has gone.</summary>
    public sealed record Mailing
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required string Subject { get; init; }
        public required string Wording { get; init; }
        public required int Recipients { get; init; }
        public required int Sent { get; init; }
        public required int NoAddress { get; init; }
        public required Guid WrittenBy { get; init; }
        public required string Writer { get; init; }
        public required DateTime WrittenAt { get; init; }
        public DateTime? StoppedAt { get; init; }
        public DateTime? DoneAt { get; init; }

        public string Progress =>
            (StoppedAt, DoneAt) switch
            {
                ({ } at, _) => $"Stopped at {LondonTime.DateAndTime(at)}, after {Sent:N0} of {Recipients:N0}",
                (_, { } at) => $"Sent by {LondonTime.DateAndTime(at)}",
                _ => $"{Sent + NoAddress:N0} of {Recipients:N0} so far",
            };
    }

    /// <summary>An application whose people nobody can reach by e-mail.</summary>
    public sealed record Unreached
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
    }

    /// <summary>One message about an application, from either side.</summary>
    public sealed record Entry
    {
        public required Guid Id { get; init; }
        public required bool FromOffice { get; init; }

        /// <summary>Null: the applicant wrote it.</summary>
        public string? Subject { get; init; }
        public required string Wording { get; init; }
        public required string Writer { get; init; }
        public required DateTime At { get; init; }

        /// <summary>When an officer read what the applicant wrote.</summary>
        public DateTime? ReadAt { get; init; }
        public string? Reader { get; init; }
    }

    public static Task<IReadOnlyList<Mailing>> OfRoundAsync(Work work, Guid round) =>
        work.QueryAsync<Mailing>($"{MailingSql} where m.RoundId = @round order by m.WrittenAt desc, m.Id", new { round });

    public static Task<Mailing> GetAsync(Work work, Guid mailing) =>
        work.FindAsync<Mailing>($"{MailingSql} where m.Id = @mailing", new { mailing });

    public static Task<IReadOnlyList<Unreached>> UnreachedAsync(Work work, Guid mailing) =>
        work.QueryAsync<Unreached>(
            """
            select   a.Id, a.Reference, o.Name as Organisation
            from     MailingRecipient r
            join     Application a on a.Id = r.ApplicationId
            join     Organisation o on o.Id = a.OrganisationId
            where    r.MailingId = @mailing and r.State = 'NoAddress'
            order by r.Position
            """,
            new { mailing }
        );

    /// <summary>Everything that was written about an application, newest first.</summary>
    public static Task<IReadOnlyList<Entry>> ThreadAsync(Work work, Guid application) =>
        work.QueryAsync<Entry>(
            """
            select x.Id, x.FromOffice, x.Subject, x.Wording, x.Writer, x.At, x.ReadAt, x.Reader
            from   (select m.Id, 1 as FromOffice, r.SentSubject as Subject, r.SentWording as Wording, p.DisplayName as Writer, r.SentAt as At, cast(null as datetime2(3)) as ReadAt, null as Reader
                    from   MailingRecipient r
                    join   Mailing m on m.Id = r.MailingId
                    join   Person p on p.Id = m.WrittenBy
                    where  r.ApplicationId = @application and r.State = 'Sent'
                    union all
                    select a.Id, 0 as FromOffice, null as Subject, a.Wording, p.DisplayName as Writer, a.WrittenAt as At, a.ReadAt, q.DisplayName as Reader
                    from   ApplicantMessage a
                    join   Person p on p.Id = a.WrittenBy
                    left join Person q on q.Id = a.ReadBy
                    where  a.ApplicationId = @application) x
            order by x.At desc, x.Id
            """,
            new { application }
        );

    private const string MailingSql = """
        select m.Id, m.RoundId, m.Subject, m.Wording, m.Recipients, m.WrittenBy, p.DisplayName as Writer, m.WrittenAt, m.StoppedAt, m.DoneAt,
               (select count(*) from MailingRecipient r where r.MailingId = m.Id and r.State = 'Sent') as Sent,
               (select count(*) from MailingRecipient r where r.MailingId = m.Id and r.State = 'NoAddress') as NoAddress
        from   Mailing m
        join   Person p on p.Id = m.WrittenBy
        """;
}
