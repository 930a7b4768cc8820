using System.Text.Json;
using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Components;
using Microsoft.AspNetCore.Http;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace LoadSharing.Lab.Api;

/// <summary>Errors of the API as problem documents (RFC 9457).</summary>
internal static class Problems
{
    /// <summary>Nothing by that name.</summary>
    public static IResult NotFound(string detail) => HttpResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not found");

    /// <summary>A request that can't be.</summary>
    public static IResult BadRequest(string detail) => HttpResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "Bad request");

    /// <summary>A part has ended by itself: the failure's whole text.</summary>
    public static IResult Ended(ComponentFailure failure) =>
        HttpResults.Problem(failure.Message, statusCode: StatusCodes.Status409Conflict, title: $"{failure.Station}: the {ComponentNames.Of(failure.Component)} has ended");

    /// <summary>Refuses a request without the token.</summary>
    public static Task UnauthorizedAsync(HttpContext context) => HttpResults.Problem(
        "Send the lab's token as Authorization: Bearer TOKEN.", statusCode: StatusCodes.Status401Unauthorized, title: "Unauthorized").ExecuteAsync(context);

    /// <summary>Runs a request and turns what can go wrong with stations into problems.</summary>
    public static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (Describe(error) is { } problem && !context.Response.HasStarted)
        {
            await problem.ExecuteAsync(context);
        }
    }

    private static IResult? Describe(Exception error) => error switch
    {
        ComponentFailedException failed => Ended(failed.Failure),
        ContractMismatchException or TimeoutException or InvalidOperationException =>
            HttpResults.Problem(error.Message, statusCode: StatusCodes.Status409Conflict, title: "The lab can't do that now"),
        BadHttpRequestException or JsonException => BadRequest(error.Message),
        OperationCanceledException => HttpResults.Problem("The lab is going down.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Going down"),
        _ => null,
    };
}
