using System.Net;
using System.Text.Json;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Publishing;

public sealed class PublicApiTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>, IAsyncLifetime
{
    private const int Grants = 60;
    private Guid round;

    public async Task InitializeAsync()
    {
        (_, round) = await BulkAwards.FillAsync(host.Database, Grants, lines: 1);
        await BulkAwards.PublishAsync(host.Database, round, await host.Scenario.PersonAsync(Role.Publisher));
    }

    public async Task DisposeAsync() =>
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("delete from Publication where AwardId in (select Id from Award where RoundId = @round)", new { round })
        );

    [Fact]
    public async Task Following_the_pages_of_the_interface_reads_every_grant_once()
    {
        var (seen, names, next) = (new List<Guid>(), 0, (string?)Links.Publishing.ApiGrants);
        while (next is not null)
        {
            using var page = await JsonAsync(next);
            Assert.Equal(Grants, page.RootElement.GetProperty("total").GetInt32());
            foreach (var grant in page.RootElement.GetProperty("items").EnumerateArray())
            {
                seen.Add(grant.GetProperty("id").GetGuid());
                Assert.True(grant.GetProperty("amountPence").GetInt64() > 0);
                var named = grant.GetProperty("recipient").ValueKind != JsonValueKind.Null;
                Assert.Equal(named, grant.GetProperty("nameWithheld").ValueKind == JsonValueKind.Null);
                names += named ? 1 : 0;
                Assert.True(named || grant.GetProperty("conditions").GetArrayLength() == 0);
            }
            next = page.RootElement.GetProperty("next").GetString() is { } address ? new Uri(address).PathAndQuery : null;
        }
        Assert.Equal((Grants, Grants, Grants * 9 / 10), (seen.Count, seen.Distinct().Count(), names));
    }

    [Fact]
    public async Task Grant_is_found_by_its_reference_and_its_identifier_and_another_is_not_found()
    {
        using var list = await JsonAsync($"{Links.Publishing.ApiGrants}?sort=highest");
        var first = list.RootElement.GetProperty("items")[0];
        using var byId = await JsonAsync(Links.Publishing.ApiGrant(first.GetProperty("id").GetGuid()));
        using var byReference = await JsonAsync($"{Links.Publishing.ApiGrants}/{first.GetProperty("reference").GetString()}");
        Assert.Equal(first.GetRawText(), byId.RootElement.GetRawText());
        Assert.Equal(first.GetRawText(), byReference.RootElement.GetRawText());
        using var none = await host.Visitor().GetAsync($"{Links.Publishing.ApiGrants}/nothing");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal("application/problem+json", none.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("from=lots", "\"lots\" is not an amount such as £5,000")]
    [InlineData("area=atlantis", "We know no area \"atlantis\"")]
    [InlineData("colour=red", "There is no filter \"colour\"")]
    [InlineData("page=0", "We know no such page")]
    [InlineData("page=9999", "There is no such page")]
    [InlineData("year=2024-25&year=2025-26", "Give \"year\" once")]
    [InlineData("q=a+b+c+d+e+f+g+h+i", "We look for at most 8 words")]
    [InlineData("sort=recipient", "We cannot sort like that")]
    public async Task Filter_that_cannot_be_read_is_refused_with_a_sentence(string query, string sentence)
    {
        using var answer = await host.Visitor().GetAsync($"{Links.Publishing.ApiGrants}?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains(
            problem.RootElement.GetProperty("errors").EnumerateArray(),
            error => error.GetString()!.StartsWith(sentence, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Answer_is_for_every_site_has_a_tag_and_sets_no_cookie()
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var answer = await client.GetAsync(new Uri(Links.Publishing.ApiGrants, UriKind.Relative));
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        using var again = new HttpRequestMessage(HttpMethod.Get, Links.Publishing.ApiGrants);
        again.Headers.Add("If-None-Match", answer.Headers.ETag!.ToString());
        using var same = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Links.Publishing.ApiGrants));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        using var ask = new HttpRequestMessage(HttpMethod.Options, Links.Publishing.ApiGrants);
        ask.Headers.Add("Origin", "https://elsewhere.example");
        ask.Headers.Add("Access-Control-Request-Method", "GET");
        ask.Headers.Add("Access-Control-Request-Headers", "if-none-match");
        using var allowed = await client.SendAsync(ask);
        Assert.Equal("*", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Document_describes_every_address_and_its_examples_and_the_answers_fit_it()
    {
        using var document = await JsonAsync(Links.OpenApi);
        var root = document.RootElement;
        Assert.Contains(
            "open-government-licence",
            root.GetProperty("info").GetProperty("license").GetProperty("url").GetString()!,
            StringComparison.Ordinal
        );
        using var grants = await JsonAsync(Links.Publishing.ApiGrants);
        var first = grants.RootElement.GetProperty("items")[0].GetProperty("id").GetGuid();
        foreach (var path in root.GetProperty("paths").EnumerateObject())
        {
            Assert.StartsWith("/api/v1/", path.Name, StringComparison.Ordinal);
            var get = path.Value.GetProperty("get");
            Assert.NotEqual("", get.GetProperty("summary").GetString());
            foreach (var parameter in get.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToList() : [])
                Assert.True(parameter.TryGetProperty("description", out _), path.Name);
            var content = get.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json");
            Fits(root, content.GetProperty("schema"), content.GetProperty("example"), path.Name);
            using var answer = await JsonAsync(path.Name.Replace("{grant}", first.ToString(), StringComparison.Ordinal));
            Fits(root, content.GetProperty("schema"), answer.RootElement, path.Name);
            Assert.Equal(["get"], path.Value.EnumerateObject().Select(operation => operation.Name));
            Assert.True(get.GetProperty("responses").GetProperty("200").GetProperty("headers").TryGetProperty("ETag", out _));
            Assert.True(get.GetProperty("responses").GetProperty("429").GetProperty("headers").TryGetProperty("Retry-After", out _));
        }
    }

    [Fact]
    public async Task Every_word_that_the_document_knows_for_a_filter_is_read_and_a_refusal_has_the_form_that_it_says()
    {
        using var document = await JsonAsync(Links.OpenApi);
        var (root, tried) = (document.RootElement, 0);
        foreach (var path in root.GetProperty("paths").EnumerateObject())
        {
            var get = path.Value.GetProperty("get");
            foreach (var parameter in get.GetProperty("parameters").EnumerateArray())
            foreach (
                var word in parameter.GetProperty("schema").TryGetProperty("enum", out var words) ? words.EnumerateArray().ToList() : []
            )
            {
                using var answer = await JsonAsync($"{path.Name}?{parameter.GetProperty("name").GetString()}={word.GetString()}");
                tried++;
            }
            if (!get.GetProperty("responses").TryGetProperty("400", out var refused))
                continue;
            using var bad = await host.Visitor().GetAsync($"{path.Name}?page=none&colour=red");
            using var refusal = JsonDocument.Parse(await bad.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
            Fits(
                root,
                refused.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema"),
                refusal.RootElement,
                path.Name
            );
        }
        Assert.Equal(6, tried);
    }

    [Theory]
    [InlineData(Links.Publishing.ApiGrants)]
    [InlineData(Links.OpenApi)]
    [InlineData("/grants/feed.atom")]
    [InlineData("/sitemap.xml")]
    [InlineData(Links.Publishing.GivingJson)]
    [InlineData("/grants.csv?sort=highest")]
    public async Task HEAD_has_the_tag_of_GET_and_the_tag_is_answered_with_304(string address)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var got = await client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal(got.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var again = new HttpRequestMessage(method, address);
            again.Headers.Add("If-None-Match", got.Headers.ETag!.ToString());
            using var same = await client.SendAsync(again);
            Assert.Equal((HttpStatusCode.NotModified, got.Headers.ETag), (same.StatusCode, same.Headers.ETag));
        }
    }

    [Theory]
    [InlineData("/api/v1/contracts", "application/problem+json")]
    [InlineData("/api", "application/problem+json")]
    [InlineData("/openapi/v9.json", "text/html")]
    [InlineData("/wp-login.php", "text/html")]
    public async Task Unknown_address_is_not_found_and_no_reason_to_sign_in(string address, string type)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal((HttpStatusCode.NotFound, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    /// <summary>A browser asks first, because the tag of a copy is no plain header.</summary>
    [Theory]
    [InlineData("/grants.csv")]
    [InlineData("/grants/feed.atom")]
    [InlineData("/open-data/grants/2024-12.csv")]
    [InlineData("/open-data/spending/2024-12.csv")]
    [InlineData(Links.Publishing.GivingCsv)]
    [InlineData(Links.OpenApi)]
    public async Task Other_site_may_ask_again_with_the_tag_of_its_copy(string address)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var ask = new HttpRequestMessage(HttpMethod.Options, address);
        ask.Headers.Add("Origin", "https://elsewhere.example");
        ask.Headers.Add("Access-Control-Request-Method", "GET");
        ask.Headers.Add("Access-Control-Request-Headers", "if-none-match");
        using var allowed = await client.SendAsync(ask);
        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal("*", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var get = new HttpRequestMessage(HttpMethod.Get, address);
        get.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await client.SendAsync(get);
        Assert.Contains("ETag", answer.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_that_explains_the_interface_shows_an_example()
    {
        var page = await host.Visitor().OpenAsync(Links.Publishing.Api);
        page.AssertSays("\"amountPence\": 500000");
    }

    /// <summary>A value has the type of its schema, every property that is required and none that is not described.</summary>
    private static void Fits(JsonElement root, JsonElement schema, JsonElement value, string where)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var found = root;
            foreach (var part in reference.GetString()!.Split('/').Skip(1))
                found = found.GetProperty(part);
            Fits(root, found, value, where);
            return;
        }
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            Assert.True(value.ValueKind == JsonValueKind.Null || choices.GetArrayLength() == 2, where);
            if (value.ValueKind != JsonValueKind.Null)
                Fits(root, choices.EnumerateArray().Single(choice => !IsNull(choice)), value, where);
            return;
        }
        var types = schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } many
            ? many.EnumerateArray().Select(one => one.GetString()).ToList()
            : [schema.GetProperty("type").GetString()];
        var type = value.ValueKind switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.String => "string",
            JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
            JsonValueKind.Array => "array",
            JsonValueKind.Object => "object",
            _ => "boolean",
        };
        Assert.True(types.Contains(type), $"{where}: {type} is not {string.Join(" or ", types)}");
        if (type == "array")
            foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i)))
                Fits(root, schema.GetProperty("items"), item, $"{where}[{i}]");
        if (type != "object")
            return;
        foreach (var required in schema.GetProperty("required").EnumerateArray())
            Assert.True(value.TryGetProperty(required.GetString()!, out _), $"{where}: {required} is missing");
        foreach (var property in value.EnumerateObject())
        {
            Assert.True(
                schema.GetProperty("properties").TryGetProperty(property.Name, out var described),
                $"{where}: {property.Name} is not described"
            );
            Fits(root, described, property.Value, $"{where}.{property.Name}");
        }
    }

    private static bool IsNull(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ToString() == "null";

    private async Task<JsonDocument> JsonAsync(string address)
    {
        using var answer = await host.Visitor().GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text);
    }
}
