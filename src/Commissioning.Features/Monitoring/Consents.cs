using Commissioning.Domain;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>What the returns of an award bring that could be published, and the consent to each.</summary>
public sealed class Consents(Db db)
{
    /// <summary>A consent holds: not taken back, and its last day not over. Read whenever something is shown.</summary>
    internal const string HoldsSql = "c.WithdrawnAt is null and (c.LastDay is null or c.LastDay >= @Today)";

    public sealed record Consent
    {
        public required Guid Id { get; init; }
        public required Guid ReturnId { get; init; }
        public required ConsentItem Item { get; init; }
        public Guid? PhotoId { get; init; }
        public required ConsentRelation Relation { get; init; }
        public required ConsentHow How { get; init; }
        public required DateOnly GivenOn { get; init; }
        public DateOnly? LastDay { get; init; }
        public required string RecordedBy { get; init; }
        public ConsentSide? WithdrawnSide { get; init; }
        public DateTime? WithdrawnAt { get; init; }
        public string? WithdrawnReason { get; init; }

        /// <summary>In one sentence, for both sides.</summary>
        public string Words =>
            $"{Sentences.CapitalFirst(ConsentRules.Words(Relation))} said yes, {ConsentRules.Words(How)}, on {LondonTime.Date(GivenOn)}"
            + (LastDay is { } last ? $", until {LondonTime.Date(last)}" : "")
            + (WithdrawnAt is { } at ? $". Taken back by {ConsentRules.Words(WithdrawnSide!.Value)} at {LondonTime.DateAndTime(at)}" : "");
    }

    /// <param name="Text">The story, the quote, or what a picture shows, in the group's words: for the two sides, never for the
    /// trail.</param>
    /// <param name="All">Every consent that was given, the newest first.</param>
    public sealed record Entry(
        Guid Return,
        string Of,
        ConsentItem Item,
        Guid? Photo,
        int Number,
        string Text,
        Guid? File,
        IReadOnlyList<Consent> All,
        DateOnly Today
    )
    {
        public Consent? Now => All.FirstOrDefault(one => ConsentRules.Holds(one.LastDay, one.WithdrawnAt, Today));
        public string Name => Sentences.CapitalFirst(Inside);

        /// <summary>Its name inside a sentence.</summary>
        public string Inside => $"{ConsentRules.Words(Item, Number)} of the {Of}";

        /// <summary>In an address: what it is, and the return or photograph.</summary>
        public (string What, Guid Of) Place => (Item.ToString().ToLowerInvariant(), Photo ?? Return);
    }

    public sealed record ConsentsPage(AwardReader.AwardRow Award, IReadOnlyList<Entry> Entries, bool HasPage, DateOnly Today);

    public Task<ConsentsPage> MineAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work => await PageAsync(work, await AwardReader.FindMineAsync(work, actor, application)));

    public Task<ConsentsPage> OfAwardAsync(Guid award) =>
        db.ReadAsync(async work => await PageAsync(work, await AwardReader.FindAsync(work, award)));

    private static async Task<ConsentsPage> PageAsync(Work work, AwardReader.AwardRow award) =>
        new(
            award,
            await OfAsync(work, award.Id),
            await work.ScalarAsync<int>("select count(*) from PublicPage where AwardId = @Id and ProposedAt is not null", new { award.Id })
                > 0,
            LondonTime.DateOf(work.Now)
        );

    internal static async Task<IReadOnlyList<Entry>> OfAsync(Work work, Guid award)
    {
        var today = LondonTime.DateOf(work.Now);
        var consents = await work.QueryAsync<Consent>(ConsentsSql, new { award });
        IReadOnlyList<Consent> Of(Guid one, ConsentItem item, Guid? photo) =>
            consents.Where(consent => consent.ReturnId == one && consent.Item == item && consent.PhotoId == photo).ToList();
        var words = await work.QueryAsync<ReturnWords>(WordsSql, new { award });
        var photos = await work.QueryAsync<Picture>(PicturesSql, new { award });
        return words
            .Where(one => one.Story is { Length: > 0 })
            .Select(one => new Entry(
                one.Id,
                OfReturn(one.Kind, one.PeriodTo),
                ConsentItem.Story,
                null,
                0,
                one.Story!,
                null,
                Of(one.Id, ConsentItem.Story, null),
                today
            ))
            .Concat(
                words
                    .Where(one => one.QuoteText is { Length: > 0 })
                    .Select(one => new Entry(
                        one.Id,
                        OfReturn(one.Kind, one.PeriodTo),
                        ConsentItem.Quote,
                        null,
                        0,
                        one.QuoteText!,
                        null,
                        Of(one.Id, ConsentItem.Quote, null),
                        today
                    ))
            )
            .Concat(
                photos.Select(one => new Entry(
                    one.ReturnId,
                    OfReturn(one.Kind, one.PeriodTo),
                    ConsentItem.Photo,
                    one.Id,
                    one.Number,
                    one.Caption,
                    one.FileId,
                    Of(one.ReturnId, ConsentItem.Photo, one.Id),
                    today
                ))
            )
            .ToList();
    }

    /// <summary>The words that somebody agreed to are not there any more, so neither is the consent.</summary>
    internal static async Task EndAsync(Work work, Actor actor, Guid of, ConsentItem item)
    {
        if (
            await work.ExecuteAsync(
                "update PublicationConsent set WithdrawnSide = 'Organisation', WithdrawnBy = @By, WithdrawnAt = @Now, WithdrawnReason = 'The words were changed' where ReturnId = @of and Item = @item and WithdrawnAt is null",
                new
                {
                    of,
                    item,
                    By = actor.Id,
                    work.Now,
                }
            ) > 0
        )
            work.Note($"Consent to the {ConsentRules.Words(item, 0)} ended, because its words were changed");
    }

    /// <summary>An award may have several interim returns, so they are told apart by their last day.</summary>
    private static string OfReturn(ReturnKind kind, DateOnly? to) =>
        kind != ReturnKind.Interim ? $"{kind.ToString().ToLowerInvariant()} return"
        : to is { } last ? $"return up to {LondonTime.Date(last)}"
        : "interim return";

    private sealed record ReturnWords
    {
        public required Guid Id { get; init; }
        public required ReturnKind Kind { get; init; }
        public DateOnly? PeriodTo { get; init; }
        public string? Story { get; init; }
        public string? QuoteText { get; init; }
    }

    private sealed record Picture
    {
        public required Guid Id { get; init; }
        public required Guid ReturnId { get; init; }
        public required Guid FileId { get; init; }
        public required ReturnKind Kind { get; init; }
        public DateOnly? PeriodTo { get; init; }
        public required int Number { get; init; }
        public required string Caption { get; init; }
    }

    private const string WordsSql =
        "select t.Id, t.Kind, t.PeriodTo, t.Story, t.QuoteText from MonitoringReturn t where t.AwardId = @award order by t.PeriodTo, t.DueOn, t.Id";
    private const string PicturesSql = """
        select   p.Id, p.ReturnId, p.FileId, t.Kind, t.PeriodTo, p.Number, p.Caption
        from     MonitoringPhoto p
        join     MonitoringReturn t on t.Id = p.ReturnId
        where    t.AwardId = @award
        order by t.PeriodTo, t.DueOn, p.Number, p.Id
        """;
    private const string ConsentsSql = """
        select    c.Id, c.ReturnId, c.Item, c.PhotoId, c.Relation, c.How, c.GivenOn, c.LastDay, coalesce(p.DisplayName, 'Erased person') as RecordedBy, c.WithdrawnSide, c.WithdrawnAt, c.WithdrawnReason
        from      PublicationConsent c
        join      MonitoringReturn t on t.Id = c.ReturnId
        left join Person p on p.Id = c.RecordedBy
        where     t.AwardId = @award
        order by  c.RecordedAt desc, c.Id
        """;
}
