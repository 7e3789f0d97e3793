using Commissioning.Domain.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>A page or download of the running portal, who may open it, and the handlers to which its forms are posted ("" is the one
/// without a name).</summary>
internal sealed record WalkedPage(string Route, Permission? Permission, bool Anonymous, bool SignedIn, IReadOnlyList<string> Posts)
{
    private static readonly string[] Infrastructure = [Links.Alive, Links.Ready, "/{*path}", "/api/{*path}"];

    /// <summary>All but the health checks and the answer to an address that leads nowhere.</summary>
    public static async Task<IReadOnlyList<WalkedPage>> AllAsync(IServiceProvider services) =>
        (await EndpointsAsync(services)).Where(page => !Infrastructure.Contains(page.Route)).ToList();

    public static async Task<IReadOnlyList<WalkedPage>> EndpointsAsync(IServiceProvider services)
    {
        var pages = new List<WalkedPage>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var posts = Array.Empty<string>();
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await services.GetRequiredService<PageLoader>().LoadAsync(page, endpoint.Metadata);
                posts = compiled
                    .HandlerMethods.Where(handler => handler.HttpMethod == "Post")
                    .Select(handler => handler.Name ?? "")
                    .ToArray();
            }
            pages.Add(
                new(
                    "/" + endpoint.RoutePattern.RawText!.TrimStart('/'),
                    endpoint.Metadata.GetMetadata<RequiresAttribute>()?.Permission,
                    endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
                    endpoint.Metadata.GetMetadata<RequiresSignInAttribute>() is not null,
                    posts
                )
            );
        }
        return pages.DistinctBy(page => page.Route).OrderBy(page => page.Route, StringComparer.Ordinal).ToList();
    }

    /// <param name="roles">None for somebody who is not signed in.</param>
    public bool IsOpenTo(IReadOnlyList<Role> roles) =>
        Anonymous || roles.Count > 0 && (SignedIn || RolePermissions.Of(roles).Contains(Permission!.Value));
}
