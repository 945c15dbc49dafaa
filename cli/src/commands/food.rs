//! `food`.

use crate::arguments::{Arguments, FoodCommand, Switch};
use crate::failure::Failure;
use crate::output::Output;
use crate::{home, render};
use coach_api::{Coach, ProductLookups};
use serde_json::json;

pub(crate) async fn run(arguments: &Arguments, command: &FoodCommand, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let done = carry_out(&coach, command, output).await;
    coach.shutdown().await;
    done
}

async fn carry_out(coach: &Coach, command: &FoodCommand, output: &Output) -> Result<(), Failure> {
    match command {
        FoodCommand::Search { query, limit } => {
            let asked = json!({"query": query.join(" "), "limit": limit});
            let report = coach.call_tool(Some("nutrition-tracking"), "searchFoods", asked).await?;
            output.result(&report.result, || render::found_foods(&report.result))
        }
        FoodCommand::Barcode { code, log: None, .. } => {
            let food = coach.product(code).await?;
            output.result(&food, || render::product(&food))
        }
        FoodCommand::Barcode { code, log: Some(grams), at } => {
            let food = coach.product(code).await?;
            let logged = coach.log_food(&food.food, *grams, at.clone()).await?;
            output.result(&logged, || logged.text.clone())
        }
        FoodCommand::Lookups { to, server } => {
            if let Some(to) = to {
                let lookups = ProductLookups { allowed: *to == Switch::On, server: server.clone() };
                coach.set_product_lookups(lookups).await?;
            }
            let lookups = coach.product_lookups().await?;
            output.result(&lookups, || render::product_lookups(&lookups))
        }
        FoodCommand::Catalogues => {
            let counts = coach.food_catalogues().await?;
            output.result(&counts, || render::food_catalogues(&counts))
        }
        FoodCommand::Forget { catalogue } => {
            let gone = coach.forget_foods(catalogue).await?;
            output.result(&json!({"removed": gone}), || format!("Removed {} foods.", render::thousands(gone)))
        }
    }
}
