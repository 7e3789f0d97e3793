using System.Text.Json;
using System.Text.Json.Nodes;
using Commissioning.Domain.Publishing;
using Commissioning.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Commissioning.Web.Api;

/// <summary>What the OpenAPI document says of the interface.</summary>
internal static class ApiDocument
{
    private static readonly Dictionary<string, (string Description, object Example)> Filters = new()
    {
        ["q"] = ("Words to look for in names, titles, texts, places and references. Each must be found.", "boxing"),
        ["year"] = ("Financial year whose money it is.", "2024-25"),
        ["fund"] = ("Name of the fund, as it is written or with hyphens.", "safety-fund"),
        ["area"] = ("Area of a Community Safety Partnership, as it is written or with hyphens.", "charnwood"),
        ["priority"] = ("Priority that the project serves, as it is written or with hyphens.", "neighbourhood-crime"),
        ["from"] = ("Lowest amount in pounds.", "1000"),
        ["to"] = ("Highest amount in pounds.", "10000"),
        ["sort"] = ("Order of the list. The newest come first without it.", "highest"),
        ["kind"] = ("What the files list: grants, or other spending. Both without it.", "grants"),
        ["page"] = ("Number of the page, from 1.", 2),
    };

    /// <summary>Filters that know a few words only.</summary>
    private static readonly Dictionary<string, IEnumerable<string>> Words = new()
    {
        ["sort"] = GrantFilter.Orders.Select(order => order.Word),
        ["kind"] = ApiRelease.Kinds.Select(kind => kind.Word),
    };

    public static void Configure(OpenApiOptions options)
    {
        // HEAD gives the headers of GET: listed beside it, each name of an address would be there twice.
        options.ShouldInclude = endpoint => endpoint.GroupName == PublicApi.Version && endpoint.HttpMethod == HttpMethods.Get;
        options.AddDocumentTransformer(
            (document, context, _) =>
            {
                var office = context.ApplicationServices.GetRequiredService<Office>();
                document.Info = new()
                {
                    Title = $"Public data of the {office.FunderName}",
                    Version = "1.0",
                    Description =
                        "Grants, rounds, decisions and files of months that everybody may read. Amounts are whole pence. Names that are withheld are null. Send the ETag that you got, and we answer 304 if nothing has changed.",
                    Contact = new() { Name = office.TeamName, Email = office.ContactEmail },
                    License = new() { Name = "Open Government Licence v3.0", Url = new(GivingStandardRules.Licence) },
                };
                document.Servers = [new() { Url = office.BaseUrl.TrimEnd('/') }];
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                foreach (
                    var name in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiFilters>().SelectMany(one => one.Names)
                )
                {
                    operation.Parameters ??= [];
                    operation.Parameters.Add(
                        new OpenApiParameter
                        {
                            Name = name,
                            In = ParameterLocation.Query,
                            Description = Filters[name].Description,
                            Example = JsonSerializer.SerializeToNode(Filters[name].Example),
                            Schema = SchemaOf(name),
                        }
                    );
                }
                foreach (var (status, answer) in (operation.Responses ?? []).Select(one => (one.Key, (OpenApiResponse)one.Value)))
                    answer.Headers = HeadersOf(status, operation.Parameters?.Any(one => one.Name == "page") == true);
                foreach (var example in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiExample>())
                foreach (var content in operation.Responses?["200"].Content?.Values ?? [])
                    content.Example = JsonSerializer.SerializeToNode(example.Answer, JsonSerializerOptions.Web);
                return Task.CompletedTask;
            }
        );
    }

    private static OpenApiSchema SchemaOf(string filter) =>
        filter == "page"
            ? new() { Type = JsonSchemaType.Integer, Minimum = "1" }
            : new()
            {
                Type = JsonSchemaType.String,
                Enum = Words.TryGetValue(filter, out var words) ? words.Select(word => (JsonNode)word).ToList() : null,
                MaxLength = filter == "q" ? GrantFilter.LongestText : null,
            };

    private static Dictionary<string, IOpenApiHeader> HeadersOf(string status, bool isList)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        void Add(string name, string description, JsonSchemaType type = JsonSchemaType.String) =>
            headers.Add(
                name,
                new OpenApiHeader
                {
                    Description = description,
                    Schema = new OpenApiSchema { Type = type },
                }
            );
        if (status is "200" or "304")
            Add("ETag", "Tag of the answer. Send it as If-None-Match, and we answer 304 if nothing has changed");
        if (status is "200" && isList)
            Add("Link", "Address of the next page, with rel=\"next\". The last page has none");
        if (status is "429")
            Add("Retry-After", "Seconds to wait", JsonSchemaType.Integer);
        return headers;
    }
}
