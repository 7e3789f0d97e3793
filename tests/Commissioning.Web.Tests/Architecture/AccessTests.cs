using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>Every route and its permission are checked in as a file, so that a new page or a changed permission is a line in a diff. Run
/// with ACCEPT=1 to write the file again after reviewing the difference.</summary>
public sealed class AccessTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    /// <summary>A page or a download, and who may open it.</summary>
    private sealed record PageAccess(string Route, Permission? Permission, bool Anonymous, bool SignedIn);

    [Fact]
    public void Endpoints_all_declare_who_may_open_them()
    {
        // The health checks and the answer to an address that leads nowhere as well: nothing rests on the rule for what says nothing.
        var silent = Endpoints().Where(page => page is { Permission: null, Anonymous: false, SignedIn: false }).Select(page => page.Route);
        Assert.Empty(silent);
    }

    [Fact]
    public void The_access_matrix_matches_the_one_checked_in()
    {
        var matrix = new StringBuilder("page,permission,public," + string.Join(',', Roles) + "\n");
        foreach (var page in Pages())
        {
            var cells = Roles.Select(role =>
                page.Anonymous || page.SignedIn || RolePermissions.Of(role).Contains(page.Permission!.Value) ? "yes" : ""
            );
            matrix.Append(
                $"{page.Route},{(page.Anonymous ? "anyone" : page.SignedIn ? "signed in" : page.Permission)},{(page.Anonymous ? "yes" : "")},{string.Join(',', cells)}\n"
            );
        }
        AssertCheckedIn("access-matrix.csv", matrix.ToString());
    }

    [Fact]
    public void The_route_list_matches_the_one_checked_in()
    {
        var routes = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct()
            .Order(StringComparer.Ordinal);
        AssertCheckedIn("route-list.txt", string.Join('\n', routes) + "\n");
    }

    [Fact]
    public async Task A_page_that_needs_a_permission_refuses_everyone_without_it()
    {
        var visitor = host.Visitor();
        var people = new Dictionary<Role, Browser>();
        foreach (var role in Roles)
            people[role] = await host.AsAsync(await host.Scenario.PersonAsync(role));
        foreach (var page in Pages().Where(page => page.Permission is not null))
        {
            var address = System.Text.RegularExpressions.Regex.Replace(
                page.Route,
                @"\{[^}]*\}",
                part => part.Value.Contains(":int", StringComparison.Ordinal) ? "1" : Guid.Empty.ToString()
            );
            using (var answer = await visitor.GetAsync(address))
                Assert.Contains("/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
            foreach (var role in Roles.Where(role => !RolePermissions.Of(role).Contains(page.Permission!.Value)))
            {
                using var answer = await people[role].GetAsync(address);
                Assert.True(
                    answer.StatusCode == System.Net.HttpStatusCode.Forbidden
                        || answer.RequestMessage!.RequestUri!.AbsolutePath == "/error/403",
                    $"{role} opened {address}: {answer.StatusCode}"
                );
            }
        }
    }

    /// <summary>All but the health checks and the answer to an address that leads nowhere.</summary>
    private IReadOnlyList<PageAccess> Pages() =>
        Endpoints().Where(page => page.Route is not (Links.Alive or Links.Ready or "/{*path:nonfile}")).ToList();

    private IReadOnlyList<PageAccess> Endpoints() =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => new PageAccess(
                "/" + endpoint.RoutePattern.RawText!.TrimStart('/'),
                endpoint.Metadata.GetMetadata<RequiresAttribute>()?.Permission,
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
                endpoint.Metadata.GetMetadata<RequiresSignInAttribute>() is not null
            ))
            .DistinctBy(page => page.Route)
            .OrderBy(page => page.Route, StringComparer.Ordinal)
            .ToList();

    private static void AssertCheckedIn(string name, string actual)
    {
        var file = Repository.File("tests", "Commissioning.Web.Tests", "Architecture", name);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
            File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
