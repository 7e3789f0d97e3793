using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Commissioning.Platform.Registers;

/// <param name="Json">Null when the register has no such number, or did not answer.</param>
/// <param name="Problem">Why there is no answer; null when there is one.</param>
public sealed record RegisterAnswer(string? Json, string? Problem);
