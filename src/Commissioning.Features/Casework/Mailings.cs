using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Messages between officers and those outside: applicants, holders of grants, organisations and panels.</summary>
public static class Mailings
{
    /// <summary>A message to all that a list showed, and how far it has gone.</summary>
    public sealed record Mailing
    {
        public required Guid Id { get; init; }
        public required MailingAudience Audience { get; init; }

        /// <summary>Null: awards of many rounds, or organisations.</summary>
        public Guid? RoundId { get; init; }
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

    /// <summary>Somebody whom nobody can reach by e-mail.</summary>
    public sealed record Unreached
    {
        public Guid? ApplicationId { get; init; }
        public Guid? OrganisationId { get; init; }

        /// <summary>Null: an organisation as a whole, or an assessor.</summary>
        public string? Reference { get; init; }
        public required string Name { get; init; }
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

        /// <summary>It came by e-mail.</summary>
        public required bool ByEmail { get; init; }

        /// <summary>The address that an e-mail came from. Null: the applicant wrote it on the site, or the office did.</summary>
        public string? FromAddress { get; init; }

        /// <summary>It came from the address of one of the organisation's members, or was written on the site.</summary>
        public required bool IsKnown { get; init; }

        /// <summary>An out-of-office answer.</summary>
        public required bool IsAutomatic { get; init; }

        /// <summary>When an officer read what the applicant wrote.</summary>
        public DateTime? ReadAt { get; init; }
        public string? Reader { get; init; }
    }

    /// <summary>Messages to awards of any round and to organisations, newest first.</summary>
    public static Task<IReadOnlyList<Mailing>> OfOfficeAsync(Work work) =>
        work.QueryAsync<Mailing>($"{MailingSql} where m.RoundId is null order by m.WrittenAt desc, m.Id");

    public static Task<IReadOnlyList<Mailing>> OfRoundAsync(Work work, Guid round) =>
        work.QueryAsync<Mailing>($"{MailingSql} where m.RoundId = @round order by m.WrittenAt desc, m.Id", new { round });

    public static Task<Mailing> GetAsync(Work work, Guid mailing) =>
        work.FindAsync<Mailing>($"{MailingSql} where m.Id = @mailing", new { mailing });

    public static Task<IReadOnlyList<Unreached>> UnreachedAsync(Work work, Guid mailing) =>
        work.QueryAsync<Unreached>(
            """
            select    r.ApplicationId, r.OrganisationId, a.Reference, coalesce(o.Name, p.DisplayName) as Name
            from      MailingRecipient r
            left join Application a on a.Id = r.ApplicationId
            left join Organisation o on o.Id = coalesce(a.OrganisationId, r.OrganisationId)
            left join Person p on p.Id = r.PersonId
            where     r.MailingId = @mailing and r.State = 'NoAddress'
            order by  r.Position
            """,
            new { mailing }
        );

    /// <summary>Everything that was written about an application, newest first.</summary>
    /// <param name="all">Also e-mails from addresses that we do not know, and automatic ones: for staff.</param>
    public static Task<IReadOnlyList<Entry>> ThreadAsync(Work work, Guid application, bool all) =>
        work.QueryAsync<Entry>(
            """
            select x.Id, x.FromOffice, x.ByEmail, x.FromAddress, x.IsKnown, x.IsAutomatic, x.Subject, x.Wording, x.Writer, x.At, x.ReadAt, x.Reader
            from   (select m.Id, 1 as FromOffice, 0 as ByEmail, null as FromAddress, 1 as IsKnown, 0 as IsAutomatic, r.SentSubject as Subject, r.SentWording as Wording,
                           p.DisplayName as Writer, r.SentAt as At, cast(null as datetime2(3)) as ReadAt, null as Reader
                    from   MailingRecipient r
                    join   Mailing m on m.Id = r.MailingId
                    join   Person p on p.Id = m.WrittenBy
                    where  r.ApplicationId = @application and r.State = 'Sent'
                    union all
                    select a.Id, 0 as FromOffice, 0 as ByEmail, null as FromAddress, 1 as IsKnown, 0 as IsAutomatic, null as Subject, a.Wording,
                           p.DisplayName as Writer, a.WrittenAt as At, a.ReadAt, q.DisplayName as Reader
                    from   ApplicantMessage a
                    join   Person p on p.Id = a.WrittenBy
                    left join Person q on q.Id = a.ReadBy
                    where  a.ApplicationId = @application
                    union all
                    select e.Id, 0 as FromOffice, 1 as ByEmail, e.FromAddress, case when e.MemberId is null then 0 else 1 end as IsKnown,
                           case when e.Kind = 'AutoReply' then 1 else 0 end as IsAutomatic, e.Subject, e.Wording,
                           coalesce(p.DisplayName, e.FromName) as Writer, e.ReceivedAt as At, e.ReadAt, q.DisplayName as Reader
                    from   ReceivedEmail e
                    left join Person p on p.Id = e.MemberId
                    left join Person q on q.Id = e.ReadBy
                    where  e.ApplicationId = @application and (@all = 1 or (e.MemberId is not null and e.Kind = 'Reply')) and e.Kind in ('Reply', 'AutoReply', 'Unplaced')) x
            order by x.At desc, x.Id
            """,
            new { application, all }
        );

    private const string MailingSql = """
        select m.Id, m.Audience, m.RoundId, m.Subject, m.Wording, m.Recipients, m.WrittenBy, p.DisplayName as Writer, m.WrittenAt, m.StoppedAt, m.DoneAt,
               (select count(*) from MailingRecipient r where r.MailingId = m.Id and r.State = 'Sent') as Sent,
               (select count(*) from MailingRecipient r where r.MailingId = m.Id and r.State = 'NoAddress') as NoAddress
        from   Mailing m
        join   Person p on p.Id = m.WrittenBy
        """;
}
