using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Commissioning.Platform.Registers;

/// <summary>Asks the Charity Commission or Companies House about one number. Each try has a timeout, with two retries; after several
/// failures no request is made for half a minute, so that a register that is down delays no one.</summary>
public sealed class RegisterApi
{
    // A redirect would take our key to another address.
    private readonly HttpClient http = new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
    private readonly RegisterApiOptions options;
    private readonly TimeProvider clock;
    private readonly ResiliencePipeline<HttpResponseMessage> charity,
        company;

    /// <param name="clock">The machine's clock, not the portal's, which can be moved in Development.</param>
    public RegisterApi(RegisterApiOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        (charity, company) = (Pipeline(), Pipeline());
    }

    public bool HasCharityKey => !string.IsNullOrWhiteSpace(options.CharityKey);
    public bool HasCompanyKey => !string.IsNullOrWhiteSpace(options.CompanyKey);

    public Task<RegisterAnswer> CharityAsync(string number) =>
        AskAsync(
            charity,
            () =>
            {
                var request = new HttpRequestMessage(
                    HttpMethod.Get,
                    new Uri(new Uri(options.CharityUrl), $"allcharitydetailsV2/{Uri.EscapeDataString(number)}/0")
                );
                request.Headers.Add("Ocp-Apim-Subscription-Key", options.CharityKey);
                return request;
            }
        );

    public Task<RegisterAnswer> CompanyAsync(string number) =>
        AskAsync(
            company,
            () =>
            {
                var request = new HttpRequestMessage(
                    HttpMethod.Get,
                    new Uri(new Uri(options.CompanyUrl), $"company/{Uri.EscapeDataString(number)}")
                );
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.ASCII.GetBytes(options.CompanyKey + ":"))
                );
                return request;
            }
        );

    private async Task<RegisterAnswer> AskAsync(ResiliencePipeline<HttpResponseMessage> pipeline, Func<HttpRequestMessage> request)
    {
        try
        {
            using var answer = await pipeline.ExecuteAsync(async stopping => await http.SendAsync(request(), stopping));
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => new(Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), null),
                HttpStatusCode.NotFound => new(null, null),
                HttpStatusCode.TooManyRequests => new(null, "it has had too many requests at the moment"),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(null, "it does not accept our key"),
                var other => new(null, $"it answered {(int)other}"),
            };
        }
        catch (TimeoutRejectedException)
        {
            return new(null, "it did not answer in time");
        }
        catch (BrokenCircuitException)
        {
            return new(null, "it has failed several times, so the portal waits half a minute before it tries again");
        }
        catch (HttpRequestException)
        {
            return new(null, "it cannot be reached");
        }
    }

    private ResiliencePipeline<HttpResponseMessage> Pipeline()
    {
        var failed = new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>()
            .Handle<TimeoutRejectedException>()
            .HandleResult(answer => (int)answer.StatusCode >= 500 || answer.StatusCode == HttpStatusCode.TooManyRequests);
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    ShouldHandle = failed,
                    MaxRetryAttempts = 2,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(options.RetryMs),
                    // The delay the register asks for, up to two seconds, because a person is waiting.
                    DelayGenerator = arguments =>
                        ValueTask.FromResult(
                            arguments.Outcome.Result?.Headers.RetryAfter?.Delta is { } wait
                                ? TimeSpan.FromMilliseconds(Math.Min(2_000, wait.TotalMilliseconds))
                                : (TimeSpan?)null
                        ),
                }
            )
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<HttpResponseMessage>
                {
                    ShouldHandle = failed,
                    FailureRatio = 0.5,
                    MinimumThroughput = 6,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = TimeSpan.FromSeconds(30),
                }
            )
            .AddTimeout(TimeSpan.FromMilliseconds(options.TimeoutMs))
            .Build();
    }
}
