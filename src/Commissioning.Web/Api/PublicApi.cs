using System.Globalization;
using Commissioning.Features;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;

namespace Commissioning.Web.Api;

/// <summary>The public register as JSON. It asks the same questions as the pages, and a filter that they would pass over is refused.</summary>
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

    public static async Task<IResult> GrantAsync(string grant, PublicGrantSearch search, Office office)
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

    /// <summary>A page of a list that is short enough to be read whole.</summary>
    private static IResult Cut<T>(HttpContext context, Office office, string address, IReadOnlyList<T> all)
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
            next => $"{address}?page={next}"
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
        Results.Problem(
            string.Join(". ", errors) + ".",
            statusCode: 400,
            title: "We cannot read this filter",
            extensions: new Dictionary<string, object?> { ["errors"] = errors }
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
            .WithMetadata(new RevalidatedAttribute())
            .Produces<T>()
            .Produces(StatusCodes.Status304NotModified)
            .Produces<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json");
}
