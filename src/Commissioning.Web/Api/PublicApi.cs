using System.ComponentModel;
using System.Globalization;
using Commissioning.Domain.Publishing;
using Commissioning.Features;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;

namespace Commissioning.Web.Api;

/// <summary>The public register as JSON. It asks the same questions as the pages, and a filter that they would pass over is
/// refused.</summary>
internal static class PublicApi
{
    /// <summary>In the path of each address, so that a program goes on working when a later version differs.</summary>
    public const string Version = "v1";

    public static async Task<IResult> GrantsAsync(HttpContext context, PublicGrantSearch search, Office office)
    {
        if (WhyUnknown(context) is { Count: > 0 } unknown)
            return Refused(unknown);
        var found = await search.FindAsync(name => context.Request.Query[name]);
        // The notes go on to say what a page does instead. Here nothing is done instead.
        if (found.Filter.Notes.Count > 0)
            return Refused(found.Filter.Notes.Select(note => note.Split(", so ")[0]).ToList());
        return Page(
            context,
            office,
            found.Grants.Select(grant => ApiGrant.Of(grant, office)).ToList(),
            found.Count,
            found.Filter.Page,
            found.Pages,
            page => $"{Links.Publishing.ApiGrants}?{(found.Filter with { Page = page }).ToQuery()}"
        );
    }

    public static async Task<IResult> GrantAsync(
        [Description("Reference or identifier of the grant")] string grant,
        PublicGrantSearch search,
        Office office
    )
    {
        try
        {
            return Results.Ok(ApiGrant.Of(await (Guid.TryParse(grant, out var id) ? search.GetAsync(id) : search.GetAsync(grant)), office));
        }
        catch (NotFoundException)
        {
            return Results.Problem("There is no public grant with this reference or identifier.", statusCode: 404);
        }
    }

    public static async Task<IResult> RoundsAsync(HttpContext context, RoundRecords rounds, Office office) =>
        Cut(context, office, Links.Publishing.ApiRounds, (await rounds.ListAsync()).Select(ApiRound.Of).ToList());

    public static async Task<IResult> DecisionsAsync(HttpContext context, PublicDecisions decisions, Office office) =>
        Cut(
            context,
            office,
            Links.Publishing.ApiDecisions,
            (await decisions.AllAsync()).Select(decision => ApiDecision.Of(decision, office)).ToList()
        );

    public static async Task<IResult> ReleasesAsync(HttpContext context, OpenReleases files, Office office)
    {
        var typed = context.Request.Query["kind"].ToString();
        var kinds = ApiRelease.Kinds.Where(one => typed.Length == 0 || one.Word == typed).ToList();
        if (kinds.Count == 0)
            return Refused([$"We know no kind \"{typed}\". These are: {string.Join(", ", ApiRelease.Kinds.Select(one => one.Word))}"]);
        var releases = new List<ApiRelease>();
        foreach (var (kind, _) in kinds)
            releases.AddRange((await files.MonthsAsync(kind)).Select(release => ApiRelease.Of(kind, release, office)));
        // The newest month first, and in it the grants.
        return Cut(
            context,
            office,
            Links.Publishing.ApiReleases,
            releases.OrderByDescending(release => release.Month, StringComparer.Ordinal).ToList(),
            ("kind", typed)
        );
    }

    /// <summary>A program reads no page.</summary>
    public static IResult NoSuchAddress(Office office) =>
        Results.Problem($"There is no such address. All are listed at {office.LinkTo(Links.OpenApi)}.", statusCode: 404);

    /// <summary>A page of a list that is short enough to be read whole.</summary>
    /// <param name="filter">What else the address of the next page says.</param>
    private static IResult Cut<T>(
        HttpContext context,
        Office office,
        string address,
        IReadOnlyList<T> all,
        params (string Name, string? Value)[] filter
    )
    {
        if (WhyUnknown(context) is { Count: > 0 } unknown)
            return Refused(unknown);
        var pages = Math.Max(1, (all.Count + PublicGrantSearch.PageSize - 1) / PublicGrantSearch.PageSize);
        var typed = context.Request.Query["page"].ToString();
        var page =
            typed.Length == 0 ? 1
            : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : 0;
        if (page < 1 || page > pages)
            return Refused([$"There is no such page. Pages are from 1 to {pages}"]);
        return Page(
            context,
            office,
            all.Skip((page - 1) * PublicGrantSearch.PageSize).Take(PublicGrantSearch.PageSize).ToList(),
            all.Count,
            page,
            pages,
            next => $"{address}?{TypedAddress.Query([.. filter, ("page", next.ToString(CultureInfo.InvariantCulture))])}"
        );
    }

    private static IReadOnlyList<string> WhyUnknown(HttpContext context)
    {
        var known = context.GetEndpoint()?.Metadata.GetMetadata<ApiFilters>()?.Names ?? [];
        return context
            .Request.Query.SelectMany(one =>
                !known.Contains(one.Key) ? [$"There is no filter \"{one.Key}\". These are: {string.Join(", ", known)}"]
                : one.Value.Count > 1 ? new[] { $"Give \"{one.Key}\" once" }
                : []
            )
            .ToList();
    }

    private static IResult Refused(IReadOnlyList<string> errors) =>
        Results.Json(
            new ApiRefusal("We cannot read this filter", StatusCodes.Status400BadRequest, string.Join(". ", errors) + ".", errors),
            contentType: "application/problem+json",
            statusCode: StatusCodes.Status400BadRequest
        );

    private static IResult Page<T>(
        HttpContext context,
        Office office,
        IReadOnlyList<T> items,
        int total,
        int page,
        int pages,
        Func<int, string> addressOf
    )
    {
        var next = page < pages ? office.LinkTo(addressOf(page + 1)) : null;
        if (next is not null)
            context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        return Results.Ok(new ApiPage<T>(items, total, page, pages, next));
    }

    /// <summary>An address of the interface, with what its document says of it.</summary>
    public static RouteHandlerBuilder InApi<T>(this RouteHandlerBuilder endpoint, string name, string summary, string description) =>
        endpoint
            .WithGroupName(Version)
            .WithName(name)
            .WithSummary(summary)
            .WithDescription(description)
            .WithTags("Public data")
            .WithMetadata(new RevalidatedAttribute())
            .Produces<T>()
            .Produces(StatusCodes.Status304NotModified)
            .Produces<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json");
}
