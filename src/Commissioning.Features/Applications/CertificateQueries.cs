using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Who asks whom to certify an application before it is sent, and whether the draft is still what it was then.</summary>
public sealed class CertificateQueries(Db db)
{
    public sealed record Certificate
    {
        public required Guid Id { get; init; }
        public required Guid AskedBy { get; init; }
        public required string AskedByName { get; init; }
        public required string AskedByEmail { get; init; }
        public required DateTime AskedAt { get; init; }
        public required string DeclaredName { get; init; }
        public required string Email { get; init; }
        public required string DraftSha256 { get; init; }

        /// <summary>Who asked is no longer a member.</summary>
        public required bool AskerLeft { get; init; }
        public required CertificateState State { get; init; }
        public string? Note { get; init; }
    }

    /// <param name="Latest">Null: nobody was asked yet.</param>
    /// <param name="IsUnchanged">Nothing was changed after the latest request.</param>
    /// <param name="WhyNot">Null when this person may certify it now.</param>
    /// <param name="Colleagues">Whom this person may ask: members and those who are invited.</param>
    public sealed record CertificateView(
        Application Application,
        ApplicationCopy Copy,
        Certificate? Latest,
        bool IsUnchanged,
        Refusal? WhyNot,
        IReadOnlyList<Colleague> Colleagues
    )
    {
        /// <summary>The request that waits for its answer; null: none does, or the application was changed after it.</summary>
        public Certificate? Waiting => Latest is { State: CertificateState.Asked, AskerLeft: false } asked && IsUnchanged ? asked : null;

        /// <summary>How it stands, as a sentence; null: nobody was asked yet.</summary>
        public string? Sentence =>
            Latest switch
            {
                { State: CertificateState.SentBack } back => $"{back.Email} sent it back: {back.Note}",
                { State: CertificateState.Asked, AskerLeft: true } asked =>
                    $"{asked.AskedByName}, who asked {asked.Email} to certify it, has left the organisation. Ask again.",
                { State: CertificateState.Asked } asked when IsUnchanged =>
                    $"{asked.AskedByName} asked {asked.Email} at {LondonTime.DateAndTime(asked.AskedAt)} (UK time) to certify it. It is not sent until they do.",
                { State: CertificateState.Asked } asked => $"It was changed after {asked.Email} was asked to certify it. Ask again.",
                _ => null,
            };
    }

    /// <summary>Somebody who is asked to certify an application, and must join its organisation first.</summary>
    public sealed record InvitationToCertify
    {
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required string AskedBy { get; init; }
    }

    /// <summary>Null for everybody else.</summary>
    public Task<InvitationToCertify?> InvitationAsync(Actor actor, Guid application) =>
        db.ReadAsync(work => work.FirstOrDefaultAsync<InvitationToCertify>(InvitationSql, new { application, Person = actor.Id }));

    /// <param name="Name">The name of a member; null for somebody who is invited.</param>
    public sealed record Colleague(string Email, string? Name);

    public Task<CertificateView> GetMineAsync(Actor actor, Guid application) =>
        db.ReadAsync(work => GetMineAsync(work, actor, application));

    internal static async Task<CertificateView> GetMineAsync(Work work, Actor actor, Guid application)
    {
        var found = await ApplicationReader.FindMineAsync(work, actor, application);
        var copy = await SubmittedCopy.BuildAsync(work, application);
        var latest = await work.FirstOrDefaultAsync<Certificate>(Sql, new { application });
        var own = await OwnAsync(work, actor);
        var unchanged = latest?.DraftSha256 == HashOf(copy);
        var round = await RoundReader.GetAsync(work, found.RoundId);
        return new(
            found,
            copy,
            latest,
            unchanged,
            ApplicationRules.WhyCannotChange(round, found.Status, found.Channel, found.ClosesAt, work.Now)
                ?? CertificateRules.WhyCannotCertify(
                    latest?.State,
                    latest?.AskedBy ?? Guid.Empty,
                    actor.Id,
                    string.Equals(latest?.Email, own, StringComparison.OrdinalIgnoreCase),
                    unchanged
                )
                ?? (latest is { AskerLeft: true } ? CertificateRules.WhyAskerLeft(latest.AskedByName) : null),
            await ColleaguesAsync(work, found.OrganisationId, actor)
        );
    }

    /// <summary>Who certified what was sent last; null: nobody did.</summary>
    public static Task<string?> CertifiedByAsync(Work work, Guid application) =>
        work.FirstOrDefaultAsync<string>(
            "select CertifiedName from ApplicationCertificate where ApplicationId = @application and State = 'Certified' order by AnsweredAt desc, Id desc",
            new { application }
        );

    internal static string HashOf(ApplicationCopy copy) => ApplicationCopy.Sha256(copy.ToJson());

    internal static async Task<string> OwnAsync(Work work, Actor actor) =>
        (await work.ScalarAsync<string>("select Email from Person where Id = @Id", new { actor.Id }))!;

    internal static async Task<IReadOnlyList<Colleague>> ColleaguesAsync(Work work, Guid organisation, Actor actor)
    {
        var members = await MemberChange.PeopleAsync(work, organisation);
        var invited = await work.QueryAsync<string>(
            "select Email from OrganisationInvitation where OrganisationId = @organisation order by Email",
            new { organisation }
        );
        return
        [
            .. members.Where(one => one.PersonId != actor.Id).Select(one => new Colleague(one.Email, one.DisplayName)),
            .. invited.Select(email => new Colleague(email, null)),
        ];
    }

    private const string InvitationSql = """
        select   a.OrganisationId, o.Name as Organisation, h.DisplayName as AskedBy
        from     ApplicationCertificate c
        join     Application a on a.Id = c.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        join     Person h on h.Id = c.AskedBy
        join     Person p on p.Email = c.Email
        join     OrganisationInvitation i on i.OrganisationId = a.OrganisationId and i.Email = p.Email
        where    a.Id = @application and p.Id = @Person
                 and not exists (select 1 from OrganisationMember m where m.OrganisationId = a.OrganisationId and m.PersonId = p.Id)
        order by c.AskedAt desc, c.Id desc
        """;
    private const string Sql = """
        select   c.Id, c.AskedBy, p.DisplayName as AskedByName, p.Email as AskedByEmail, c.AskedAt, c.DeclaredName, c.Email, c.DraftSha256, c.State, c.Note,
                 case when exists (select 1 from Application a join OrganisationMember m on m.OrganisationId = a.OrganisationId where a.Id = c.ApplicationId and m.PersonId = c.AskedBy) then 0 else 1 end as AskerLeft
        from     ApplicationCertificate c
        join     Person p on p.Id = c.AskedBy
        where    c.ApplicationId = @application and c.State <> 'Replaced'
        order by c.AskedAt desc, c.Id desc
        """;
}
