using Commissioning.Domain.Accounts;
using Commissioning.Platform.Files;
using Microsoft.AspNetCore.Routing;

namespace Commissioning.Web.Downloads;

/// <summary>
/// Files that people download: endpoints, one file a room, since they have no page to show. Authorisation, the error pages and the headers
/// of every answer are the pipeline's, as for pages. The two filters of pages have no part here: one sends staff from their worklist to
/// their authenticator, the other answers a form that was posted with a file, and a download is neither.
/// </summary>
internal static class DownloadEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        MapLook(routes);
        OrganisationsDownloads.Map(routes);
        FundsDownloads.Map(routes);
        ApplicationsDownloads.Map(routes);
        DueDiligenceDownloads.Map(routes);
        ScoringDownloads.Map(routes);
        DecisionsDownloads.Map(routes);
        AwardsDownloads.Map(routes);
        PaymentsDownloads.Map(routes);
        MonitoringDownloads.Map(routes);
        PublishingDownloads.Map(routes);
        CspBudgetsDownloads.Map(routes);
        ReportingDownloads.Map(routes);
        CaseworkDownloads.Map(routes);
    }

    /// <summary>The office's own logo and colours. Their addresses change with them.</summary>
    private static void MapLook(IEndpointRouteBuilder routes)
    {
        routes.MapPublicDownload(
            Links.Logo,
            (OfficeLook look, HttpResponse response) =>
                look.Head.Logo is { } logo ? Kept(response, Results.Bytes(logo, look.Head.LogoType)) : Results.NotFound()
        );
        routes.MapPublicDownload(
            Links.Look,
            (OfficeLook look, HttpResponse response) =>
                look.Css is { } css ? Kept(response, Results.Text(css, "text/css")) : Results.NotFound()
        );

        static IResult Kept(HttpResponse response, IResult result)
        {
            response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return result;
        }
    }

    /// <summary>A download for those who have the permission. It is a parameter, so that none is mapped without one.</summary>
    public static void MapDownload(this IEndpointRouteBuilder routes, string route, Permission permission, Delegate handler) =>
        Map(routes, route, handler).WithMetadata(new RequiresAttribute(permission));

    /// <summary>A download for everybody, signed in or not.</summary>
    public static void MapPublicDownload(this IEndpointRouteBuilder routes, string route, Delegate handler) =>
        Map(routes, route, handler).AllowAnonymous();

    /// <summary>A public download of what is published: gone at the next request once it is taken down.</summary>
    public static void MapPublishedDownload(this IEndpointRouteBuilder routes, string route, Delegate handler) =>
        Map(routes, route, handler).AllowAnonymous().WithMetadata(new RevalidatedAttribute());

    /// <summary>A file of open data, for programs as well (<see cref="OpenData"/>).</summary>
    public static RouteHandlerBuilder MapOpenDownload(this IEndpointRouteBuilder routes, string route, Delegate handler) =>
        Map(routes, route, handler).ForAnySite();

    /// <summary>A file as an attachment that no browser will try to run.</summary>
    public static IResult Attachment(StoredFile file) => Attachment(file.Name, file.ContentType, file.Content);

    public static IResult Attachment(string name, string contentType, byte[] content) => Results.File(content, contentType, name);

    public static IResult Pdf(string name, byte[] content) => Attachment(name, "application/pdf", content);

    private static RouteHandlerBuilder Map(IEndpointRouteBuilder routes, string route, Delegate handler) =>
        routes.MapMethods(route, [HttpMethods.Get, HttpMethods.Head], handler);
}
