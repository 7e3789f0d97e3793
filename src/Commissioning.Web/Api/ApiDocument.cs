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
    private static readonly Dictionary<string, (string Description, string Example)> Filters = new()
    {
        ["q"] = ("Words to look for in names, titles, texts, places and references. Each must be found.", "boxing"),
        ["year"] = ("Financial year whose money it is.", "2024-25"),
        ["fund"] = ("Name of the fund, as it is written or with hyphens.", "safety-fund"),
        ["area"] = ("Area of a Community Safety Partnership, as it is written or with hyphens.", "charnwood"),
        ["priority"] = ("Priority that the project serves, as it is written or with hyphens.", "neighbourhood-crime"),
        ["from"] = ("Lowest amount in pounds.", "1000"),
        ["to"] = ("Highest amount in pounds.", "10000"),
        ["sort"] = ("Order of the list: highest, lowest or recipient. The newest come first without it.", "highest"),
        ["page"] = ("Number of the page, from 1.", "2"),
    };

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => endpoint.GroupName == PublicApi.Version;
        options.AddDocumentTransformer(
            (document, context, _) =>
            {
                var office = context.ApplicationServices.GetRequiredService<Office>();
                document.Info = new()
                {
                    Title = $"Public data of the {office.FunderName}",
                    Version = "1.0",
                    Description =
                        "Grants, rounds and decisions that everybody may read. Amounts are whole pence. Names that are withheld are null. Send the ETag that you got, and we answer 304 if nothing has changed.",
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
                            Example = Filters[name].Example,
                            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                        }
                    );
                }
                foreach (var example in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiExample>())
                foreach (var content in operation.Responses?["200"].Content?.Values ?? [])
                    content.Example = JsonSerializer.SerializeToNode(example.Answer, JsonSerializerOptions.Web);
                return Task.CompletedTask;
            }
        );
    }
}
